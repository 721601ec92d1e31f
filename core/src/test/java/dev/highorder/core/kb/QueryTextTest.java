/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryTextTest {

    @Test
    void aPieceOfLogIsTakenApart() {
        String log =
                """
                Jul 20 11:13:20 node kernel: runc:[1:CHILD]: page allocation failure: order:6, mode:0xc0d0(GFP_KERNEL|__GFP_COMP)
                 [<ffffffff8161e3a2>] kmem_cache_create_usercopy.isra.0+0x1b2/0x290
                """;

        Query query = QueryText.of(log, Optional.empty());

        assertThat(query.order()).isEqualTo(OptionalInt.of(6));
        assertThat(query.comm()).contains("runc:[1:CHILD]");
        assertThat(query.frames()).containsExactly("kmem_cache_create_usercopy");
        assertThat(query.flags()).contains("kernel", "comp", "direct-reclaim");
        assertThat(query.messages()).hasSize(2);
    }

    @Test
    void wordsOfTheUserAreFunctionsOrdersAndMessages() {
        Query query = QueryText.of("copy_net_ns order 6", Optional.empty());

        assertThat(query.frames()).isEqualTo(List.of("copy_net_ns"));
        assertThat(query.order()).isEqualTo(OptionalInt.of(6));
        assertThat(query.messages()).isEqualTo(Set.of("copy_net_ns order 6"));
    }

    @Test
    void aTextWithNothingInItAsksForNothing() {
        assertThat(QueryText.of(" \n__ _ order:999 order:\n", Optional.empty()))
                .isEqualTo(Query.empty().withMessages(Set.of("__ _ order:999 order:")));
    }
}
