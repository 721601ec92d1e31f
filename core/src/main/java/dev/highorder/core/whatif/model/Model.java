/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.whatif.model;

import dev.highorder.core.whatif.Action;
import dev.highorder.core.whatif.WhatIf;

/// Works a remedy out for a zone.
sealed interface Model permits PageModel, CountModel {

    Prediction predict(Action action, Variant variant);

    WhatIf.Basis basis();
}
