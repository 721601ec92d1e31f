/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the launchers say when they cannot build, and what a build that was killed leaves: nothing
/// that is in the way. Maven is a stub here.
class BuildRefusalTest {

    @TempDir Path directory;
    Path clone;
    Path path;

    @BeforeEach
    void makeClone() throws IOException {
        clone = Files.createDirectory(directory.resolve("clone"));
        Tree.copy(Tree.repository().resolve("launcher"), clone.resolve("launcher"), Set.of());
        for (String file : new String[] {"highorder", "verify", "pom.xml"}) {
            Files.copy(
                    Tree.repository().resolve(file),
                    clone.resolve(file),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        path = Tree.path(directory.resolve("bin"));
    }

    private Program run(String script) {
        return new Program(clone.resolve(script), "--version")
                .with("PATH", path)
                .with("HIGHORDER_JVM_DIR", directory.resolve("jvm"));
    }

    private Program runWithJdk(String script) {
        return run(script).with("JAVA_HOME", System.getProperty("java.home"));
    }

    private void maven(String text) throws IOException {
        Tree.script(
                path.resolve("mvn"),
                "if [ \"$1\" = --version ]; then echo 'Apache Maven 3.9.9 (x)'; exit; fi\n" + text);
    }

    private void jdk(String name, String version) throws IOException {
        Path home = directory.resolve("jvm").resolve(name);
        Tree.script(home.resolve("bin/javac"), "exit 99\n");
        Tree.script(home.resolve("bin/jlink"), "exit 99\n");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private static void assertRefused(Outcome outcome, String message) {
        assertThat(outcome.err()).isEqualTo(message + "\n");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.status()).isEqualTo(2);
    }

    @Test
    void neitherJdkNorMaven() {
        String message =
                "highorder: building from source needs a JDK 25 or newer and Maven 3.8.7 or newer; set"
                        + " JAVA_HOME to one, or install it (Temurin 25, openjdk-25-jdk); install Maven"
                        + " (Debian and Fedora: package 'maven') so that 'mvn' is on PATH";
        assertRefused(run("highorder").run(), message);
        assertRefused(run("verify").run(), message);
    }

    @Test
    void noMaven() {
        String message =
                "highorder: building from source needs Maven 3.8.7 or newer; install Maven (Debian and"
                        + " Fedora: package 'maven') so that 'mvn' is on PATH";
        assertRefused(runWithJdk("highorder").run(), message);
        assertRefused(runWithJdk("verify").run(), message);
    }

    @Test
    void oldMaven() throws IOException {
        Tree.script(
                path.resolve("mvn"),
                "echo 'Apache Maven 3.6.3 (cecedd343002696d0abb50b32b541b8a6ba2883f)'\n");

        assertRefused(
                runWithJdk("highorder").run(),
                "highorder: building from source needs Maven 3.8.7 or newer (found only 3.6.3); install"
                        + " Maven (Debian and Fedora: package 'maven') so that 'mvn' is on PATH");
    }

    @Test
    void onlyOldJdks() throws IOException {
        maven("exit 1\n");
        jdk("java-17", "17.0.19");
        jdk("java-8", "1.8.0_472");

        assertRefused(
                run("highorder").run(),
                "highorder: building from source needs a JDK 25 or newer (found only 17 in "
                        + directory.resolve("jvm/java-17")
                        + "; 8 in "
                        + directory.resolve("jvm/java-8")
                        + "); set JAVA_HOME to one, or install it (Temurin 25, openjdk-25-jdk)");
    }

    @Test
    void theOldestJdkThatIsNewEnoughBuilds() throws IOException {
        jdk("java-17", "17.0.19");
        jdk("java-26", "26.0.1");
        jdk("java-25", "25");
        maven("echo \"$JAVA_HOME\" >&3\nexit 1\n");

        Outcome outcome =
                new Program("sh", "-c", "exec 3>&1; exec \"$0\"", clone.resolve("highorder"))
                        .with("PATH", path)
                        .with("HIGHORDER_JVM_DIR", directory.resolve("jvm"))
                        .run();

        assertThat(outcome.out()).isEqualTo(directory.resolve("jvm/java-25") + "\n");
    }

    @Test
    void aBuildThatFailsWithoutAStepShowsMavensLastWord() throws IOException {
        maven("echo 'Error occurred during initialization of VM'\nexit 1\n");

        Outcome outcome = runWithJdk("highorder").run();

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err().lines().toList().getLast())
                .isEqualTo(
                        "highorder: the build failed at Maven itself: Error occurred during"
                                + " initialization of VM; the log: "
                                + clone.resolve("target/launcher/build.log"));
    }

    @Test
    void aKilledLauncherTakesMavenAlongAndBlocksNoOther() throws Exception {
        Path pid = directory.resolve("pid");
        maven("echo $$ > '" + pid + ".new'; mv '" + pid + ".new' '" + pid + "'\nexec sleep 300\n");
        Process launcher = runWithJdk("highorder").start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(pid)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(50);
        }
        ProcessHandle stub =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

        launcher.toHandle().destroy();
        assertThat(Program.outcome(launcher).status()).isEqualTo(143);
        assertThat(stub.isAlive()).isFalse();

        maven("echo 'no luck'\nexit 1\n");
        Outcome next = runWithJdk("highorder").run();
        assertThat(next.err()).doesNotContain("waiting").contains("no luck");
    }

    @Test
    void whereNothingMayBeWrittenItSaysSo() throws IOException {
        maven("exit 1\n");
        Files.writeString(clone.resolve("target"), "a file is in the way");

        assertRefused(
                runWithJdk("highorder").run(),
                "highorder: "
                        + clone.resolve("target/launcher")
                        + ": cannot write here, and the program is not built; run it once as the owner of "
                        + clone);
    }
}
