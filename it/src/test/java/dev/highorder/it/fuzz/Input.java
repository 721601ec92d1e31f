/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fuzz;

import dev.highorder.core.document.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes as a file of a bundle: where the first line begins with `@`, the rest of that line is the file's path.
///
/// @param text what malformed UTF-8 is replaced in
record Input(String path, String text) {

    static Input of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        return text.startsWith("@") && end > 0
                ? new Input(text.substring(1, end), text.substring(end + 1))
                : new Input("input", text);
    }

    static byte[] print(String path, byte[] content) {
        byte[] head = ("@" + path + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return all;
    }

    SourceText source() {
        return SourceText.of(path, text);
    }
}
