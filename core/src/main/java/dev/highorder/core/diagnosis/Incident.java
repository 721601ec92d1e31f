/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnosis;

import dev.highorder.core.model.Cite;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One incident: failures of the same order, mode, requester and node, with the symptom that a person saw.
///
/// @param id stable for the same input: `incident-1` …
/// @param firstSeen RFC 3339 where year and zone are known, else as printed
/// @param count distinct events printed
/// @param suppressed callbacks that the kernel counted but did not print
public record Incident(
        String id,
        Optional<String> firstSeen,
        Optional<String> lastSeen,
        long count,
        OptionalLong suppressed,
        Optional<Symptom> symptom,
        Optional<Failure> failure,
        List<Step> chain,
        Cause cause,
        Confidence confidence) {

    public Incident {
        chain = List.copyOf(chain);
    }

    /// What a person or the container software saw.
    public record Symptom(
            String component,
            String message,
            Optional<String> pod,
            Optional<String> namespace,
            Optional<String> container,
            Cite cite) {}

    /// The request that failed.
    ///
    /// @param mode hex as printed, lower case
    /// @param gfp the composite the kernel would print first, then single flags by rising bit
    /// @param callTrace function names, top first
    /// @param errno the name, `ENOMEM`
    public record Failure(
            Optional<String> comm,
            OptionalInt pid,
            OptionalInt cpu,
            OptionalInt order,
            OptionalLong bytes,
            Optional<String> mode,
            List<String> gfp,
            Optional<String> requester,
            List<String> callTrace,
            Optional<String> errno,
            Optional<String> nodemask,
            Optional<String> cpuset,
            Cite cite) {

        public Failure {
            gfp = List.copyOf(gfp);
            callTrace = List.copyOf(callTrace);
        }
    }

    /// A link of the chain: what it is (`symptom`, `failure`, `requester`, `demand`, `state`, `cause`), the sentence,
    /// and where it stands; or the knowledge-base entry it follows from.
    public record Step(String step, String statement, List<Cite> cites, Optional<String> kb) {
        public Step {
            cites = List.copyOf(cites);
        }
    }
}
