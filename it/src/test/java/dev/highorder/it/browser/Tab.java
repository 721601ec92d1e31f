/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/// A page open in a browser. The page runs no script; the questions of the tests run beside it, as those of the
/// browser's own tools do, which its content policy does not bind.
final class Tab implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final DevTools devTools;
    private final String target;
    private final String session;
    private final Device device;

    private Tab(DevTools devTools, String target, String session, Device device) {
        this.devTools = devTools;
        this.target = target;
        this.session = session;
        this.device = device;
    }

    static Tab open(DevTools devTools, URI page, Device device) {
        String target =
                devTools.send("", "Target.createTarget", Map.of("url", "about:blank"))
                        .path("targetId")
                        .asString();
        String session =
                devTools.send(
                                "",
                                "Target.attachToTarget",
                                Map.of("targetId", target, "flatten", true))
                        .path("sessionId")
                        .asString();
        var tab = new Tab(devTools, target, session, device);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            tab.send(domain + ".enable", Map.of());
        }
        tab.size(device.height());
        tab.send(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of(
                                        "name",
                                        "prefers-color-scheme",
                                        "value",
                                        device.dark() ? "dark" : "light"))));
        tab.send("Page.navigate", Map.of("url", page.toString()));
        tab.awaitLoad();
        return tab;
    }

    private void awaitLoad() {
        until(() -> !devTools.events(session, "Page.loadEventFired").isEmpty(), "the page to load");
    }

    /// Waits until an expression is true.
    void await(String expression) {
        until(() -> value(expression).asBoolean(), expression);
    }

    private static void until(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited in vain for " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private JsonNode send(String method, Map<String, ?> parameters) {
        return devTools.send(session, method, parameters);
    }

    private void size(int height) {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        device.width(),
                        "height",
                        height,
                        "deviceScaleFactor",
                        device.phone() ? 2 : 1,
                        "mobile",
                        device.phone()));
    }

    /// The value of an expression, as JSON.
    JsonNode value(String expression) {
        JsonNode answer =
                send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.path("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    /// The strings that an expression gives as an array.
    List<String> strings(String expression) {
        var strings = new ArrayList<String>();
        value(expression).forEach(each -> strings.add(each.asString()));
        return strings;
    }

    /// Presses a key as a reader without a mouse does.
    void press(String key, int code) {
        for (String type : List.of("keyDown", "keyUp")) {
            send(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type",
                            type,
                            "key",
                            key,
                            "code",
                            key,
                            "windowsVirtualKeyCode",
                            code,
                            "text",
                            key.equals("Enter") && type.equals("keyDown") ? "\r" : ""));
        }
    }

    /// What the browser complained about: errors, and whatever the content policy refused.
    List<String> complaints() {
        var complaints = new ArrayList<String>();
        for (var event : devTools.events(session, "Log.entryAdded")) {
            complaints.add(event.path("entry").path("text").asString());
        }
        for (var event : devTools.events(session, "Runtime.consoleAPICalled")) {
            complaints.add(event.toString());
        }
        for (var event : devTools.events(session, "Runtime.exceptionThrown")) {
            complaints.add(event.toString());
        }
        return complaints;
    }

    /// The addresses that the browser asked for.
    List<String> requests() {
        return devTools.events(session, "Network.requestWillBeSent").stream()
                .map(event -> event.path("request").path("url").asString())
                .toList();
    }

    /// Takes a picture of the whole page.
    void picture(Path file) throws IOException {
        int height = value("document.documentElement.scrollHeight").asInt();
        size(Math.min(height, 16_000));
        String data =
                send("Page.captureScreenshot", Map.of("format", "png")).path("data").asString();
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(data));
        size(device.height());
    }

    @Override
    public void close() {
        devTools.send("", "Target.closeTarget", Map.of("targetId", target));
    }
}
