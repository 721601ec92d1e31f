/* SPDX-License-Identifier: Apache-2.0 */

import module java.base;

/// Prints the oldest glibc that the ELF files under a directory run on: the highest `GLIBC_x.y` that
/// any of them asks for. Started from source by `make-dist`, so that the build needs no binutils.
final class GlibcFloor {

    private static final int SECTION_VERNEED = 0x6ffffffe;

    public static void main(String[] args) throws IOException {
        String floor = "0";
        try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                for (String version : neededVersions(file)) {
                    if (version.matches("GLIBC_[0-9.]+") && order(version.substring(6), floor) > 0) {
                        floor = version.substring(6);
                    }
                }
            }
        }
        IO.println(floor);
    }

    /// The symbol versions that a 64-bit little-endian ELF file needs; none for any other file.
    private static Set<String> neededVersions(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() < 64) {
                return Set.of();
            }
            ByteBuffer elf = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            if (elf.getInt(0) != 0x7f454c46 || elf.get(4) != 2 || elf.get(5) != 1) {
                return Set.of();
            }
            elf.order(ByteOrder.LITTLE_ENDIAN);
            int sections = (int) elf.getLong(0x28);
            int sectionSize = elf.getShort(0x3a);
            int sectionCount = elf.getShort(0x3c);
            Set<String> versions = new TreeSet<>();
            for (int i = 0; i < sectionCount; i++) {
                int section = sections + i * sectionSize;
                if (elf.getInt(section + 4) == SECTION_VERNEED) {
                    int names = sections + elf.getInt(section + 0x28) * sectionSize;
                    readNeeds(
                            elf,
                            (int) elf.getLong(section + 0x18),
                            (int) elf.getLong(names + 0x18),
                            versions);
                }
            }
            return versions;
        }
    }

    private static void readNeeds(ByteBuffer elf, int at, int names, Set<String> versions) {
        int need = at;
        while (true) {
            int aux = need + elf.getInt(need + 8);
            for (int i = 0; i < elf.getShort(need + 2); i++) {
                versions.add(text(elf, names + elf.getInt(aux + 8)));
                aux += elf.getInt(aux + 12);
            }
            int next = elf.getInt(need + 12);
            if (next == 0) {
                return;
            }
            need += next;
        }
    }

    private static String text(ByteBuffer elf, int at) {
        var text = new StringBuilder();
        for (int i = at; elf.get(i) != 0; i++) {
            text.append((char) elf.get(i));
        }
        return text.toString();
    }

    private static int order(String a, String b) {
        return Arrays.compare(numbers(a), numbers(b));
    }

    private static int[] numbers(String version) {
        return Pattern.compile("\\.").splitAsStream(version).mapToInt(Integer::parseInt).toArray();
    }
}
