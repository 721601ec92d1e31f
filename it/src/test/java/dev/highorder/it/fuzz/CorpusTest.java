/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Inputs that fuzzing found to matter, and the repository's own evidence, break no law.
class CorpusTest {

    @ParameterizedTest
    @EnumSource
    void noInputThatIsKeptBreaksALaw(Target target) throws IOException {
        List<Seed> seeds = Seed.kept(target);

        assertThat(seeds).isNotEmpty();
        for (Seed seed : seeds) {
            seed.giveTo(target);
        }
    }
}
