/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.model.Cite;
import dev.highorder.core.proc.cgroup.CgroupValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The tasks of one cgroup against its `pids.max`.
///
/// @param name of the cgroup, or words for it where it is not known
record TaskLimit(String name, long used, long limit, List<Cite> cites) {

    TaskLimit {
        cites = List.copyOf(cites);
    }

    /// Of a `pids.current`; empty where its cgroup shows no `pids.max`, or no limit.
    static Optional<TaskLimit> of(Examination examination, CgroupValue current) {
        if (current.value().isEmpty()) {
            return Optional.empty();
        }
        for (CgroupValue max : values(examination, "pids.max")) {
            if (max.cgroup().equals(current.cgroup())
                    && max.value().isPresent()
                    && max.value().getAsLong() > 0) {
                return Optional.of(
                        new TaskLimit(
                                max.cgroup().orElse("of the container"),
                                current.value().getAsLong(),
                                max.value().getAsLong(),
                                List.of(current.cite(), max.cite())));
            }
        }
        return Optional.empty();
    }

    static List<CgroupValue> values(Examination examination, String file) {
        List<CgroupValue> found = new ArrayList<>();
        for (CgroupValue value : examination.node().all(CgroupValue.class)) {
            if (value.file().equals(file)) {
                found.add(value);
            }
        }
        return found;
    }

    /// The first cgroup that has no task left.
    static Optional<TaskLimit> full(Examination examination) {
        for (CgroupValue current : values(examination, "pids.current")) {
            Optional<TaskLimit> limit = of(examination, current);
            if (limit.filter(l -> l.used() >= l.limit()).isPresent()) {
                return limit;
            }
        }
        return Optional.empty();
    }
}
