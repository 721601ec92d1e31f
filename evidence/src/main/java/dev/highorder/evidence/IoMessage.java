/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/// What went wrong with a file, in words a person can act on: `what is wrong; what to do`.
public final class IoMessage {

    private static final String DENIED = "permission denied; read it as root (sudo), or copy it";
    private static final String ABSENT = "no such file or directory; check the path";

    private static final String LOOP = "too many levels of symbolic links; check the path";

    private IoMessage() {}

    /// One line, without the path.
    public static String of(IOException failure) {
        if (failure.getCause() instanceof IOException cause) {
            return of(cause);
        }
        if (failure instanceof NoSuchFileException) {
            return ABSENT;
        }
        if (failure instanceof AccessDeniedException) {
            return DENIED;
        }
        String reason = reason(failure);
        if (failure instanceof FileNotFoundException) {
            // FileInputStream says "PATH (Permission denied)" for every failed open(2)
            int open = reason.lastIndexOf('(');
            reason =
                    open >= 0 && reason.endsWith(")")
                            ? reason.substring(open + 1, reason.length() - 1)
                            : reason;
        }
        if (reason.startsWith("Too many levels of symbolic links")
                || failure instanceof FileSystemLoopException) {
            return LOOP;
        }
        return switch (reason) {
            case "Permission denied", "Operation not permitted" -> DENIED;
            case "No such file or directory" -> ABSENT;
            case "Not a directory" -> "a part of the path is not a directory; check the path";
            default -> "cannot be read (" + reason + "); copy it elsewhere and try again";
        };
    }

    private static String reason(IOException failure) {
        String said =
                failure instanceof FileSystemException named
                        ? named.getReason()
                        : failure.getMessage();
        String text = said == null ? failure.getClass().getSimpleName() : said;
        return text.replace('\n', ' ');
    }
}
