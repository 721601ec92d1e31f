/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The connection to a browser: commands with their answers, and the events between.
final class DevTools implements WebSocket.Listener {

    private static final long PATIENCE_SECONDS = 180;

    private final JsonMapper mapper = JsonMapper.shared();
    private final AtomicInteger commands = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final StringBuilder message = new StringBuilder();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

    private DevTools() {}

    static DevTools connect(HttpClient client, URI address) {
        var devTools = new DevTools();
        devTools.socket.complete(client.newWebSocketBuilder().buildAsync(address, devTools).join());
        return devTools;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            JsonNode whole = mapper.readTree(message.toString());
            message.setLength(0);
            var command = waiting.remove(whole.path("id").asInt(-1));
            if (command == null) {
                events.add(whole);
            } else {
                command.complete(whole);
            }
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    /// Sends a command to the browser, or to a tab, and waits for what it answers.
    ///
    /// @param session of the tab; empty for the browser
    JsonNode send(String session, String method, Map<String, ?> parameters) {
        int id = commands.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        var command = mapper.createObjectNode().put("id", id).put("method", method);
        command.set("params", mapper.valueToTree(parameters));
        if (!session.isEmpty()) {
            command.put("sessionId", session);
        }
        try {
            socket.join().sendText(mapper.writeValueAsString(command), true).join();
            JsonNode whole = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (whole.has("error")) {
                throw new IllegalStateException(method + ": " + whole.path("error"));
            }
            return whole.path("result");
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method, e);
        }
    }

    /// What a tab reported of one kind so far.
    List<JsonNode> events(String session, String method) {
        return events.stream()
                .filter(event -> event.path("sessionId").asString("").equals(session))
                .filter(event -> event.path("method").asString("").equals(method))
                .map(event -> event.path("params"))
                .toList();
    }

    void close() {
        socket.join().abort();
    }
}
