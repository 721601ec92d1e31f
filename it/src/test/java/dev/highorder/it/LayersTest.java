/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.FileDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// The layers of ARCHITECTURE.md. Each rule is a sentence there.
@AnalyzeClasses(packages = "dev.highorder", importOptions = DoNotIncludeTests.class)
class LayersTest {

    private static final String CORE = "dev.highorder.core";

    private static final Set<String> ASKS =
            Set.of("exists", "notExists", "isDirectory", "isRegularFile", "readSymbolicLink");

    /// The stage of each package of core on the path of the data. A package may use the stages before
    /// its own; two packages of one stage do not know each other. A package with no row is refused.
    private static final Map<String, Integer> STAGES =
            Map.ofEntries(
                    Map.entry("model", 0),
                    Map.entry("diagnosis", 1),
                    Map.entry("document", 1),
                    Map.entry("gfp", 1),
                    Map.entry("buddy", 2),
                    Map.entry("kb", 2),
                    Map.entry("klog", 3),
                    Map.entry("pagemap", 3),
                    Map.entry("proc", 3),
                    Map.entry("runtime", 3),
                    Map.entry("explain", 4),
                    Map.entry("incident", 4),
                    Map.entry("census", 5),
                    Map.entry("diagnose", 5),
                    Map.entry("remedy", 6),
                    Map.entry("whatif", 6),
                    Map.entry("answer", 7),
                    Map.entry("", 8));

    @ArchTest
    static final ArchRule dataGoesOneWayThroughCore =
            classes().that().resideInAPackage(CORE + "..").should(useEarlierStagesOnly());

    @ArchTest
    static final ArchRule coreKnowsNoOtherModule =
            noClasses()
                    .that()
                    .resideInAPackage(CORE + "..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("dev.highorder..", "picocli..", "tools.jackson..")
                                    .and(resideOutside(CORE + "..")));

    @ArchTest static final ArchRule evidenceKnowsOnlyCore = knowsOnlyCore("evidence");

    @ArchTest static final ArchRule reportKnowsOnlyCore = knowsOnlyCore("report");

    @ArchTest
    static final ArchRule nodeKnowsOnlyCoreAndEvidence =
            noClasses()
                    .that()
                    .resideInAPackage("dev.highorder.node..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("dev.highorder..")
                                    .and(resideOutside(CORE + ".."))
                                    .and(resideOutside("dev.highorder.evidence.."))
                                    .and(resideOutside("dev.highorder.node..")));

    @ArchTest
    static final ArchRule onlyCliKnowsPicocli =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.highorder.cli..")
                    .and()
                    .resideInAPackage("dev.highorder..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.highorder.(**)")
                    .should()
                    .beFreeOfCycles()
                    // The top of the program shares its package with what the commands stand on.
                    .ignoreDependency(
                            named("dev.highorder.cli.Program"),
                            resideInAPackage("dev.highorder.cli.command"));

    /// To ask whether a path is there, and to use the streams the process was given, opens nothing.
    @ArchTest
    static final ArchRule onlyEvidenceAndNodeOpenFiles =
            noClasses()
                    .that()
                    .resideInAPackage("dev.highorder..")
                    .and()
                    .resideOutsideOfPackages(
                            "dev.highorder.evidence..",
                            "dev.highorder.node..",
                            "dev.highorder.bench..",
                            "dev.highorder.it..")
                    // The training run of the build reads its list; it is no part of the product.
                    .and()
                    .doNotHaveFullyQualifiedName("dev.highorder.cli.Training")
                    .should()
                    .callCodeUnitWhere(target(describe("open a file", LayersTest::opensAFile)));

    @ArchTest
    static final ArchRule coreAndReportTouchNothingOutside =
            noClasses()
                    .that()
                    .resideInAnyPackage(CORE + "..", "dev.highorder.report..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                            "java.nio.file..", "java.net..", "java.util.logging..")
                                    .or(
                                            named(
                                                    "java.io.File",
                                                    "java.lang.Process",
                                                    "java.lang.ProcessBuilder",
                                                    "java.lang.ProcessHandle",
                                                    "java.lang.Runtime",
                                                    "java.util.Random",
                                                    "java.util.Scanner")));

    @ArchTest
    static final ArchRule coreAndReportHaveNoClock =
            noClasses()
                    .that()
                    .resideInAnyPackage(CORE + "..", "dev.highorder.report..")
                    .should()
                    .callMethodWhere(
                            target(
                                    describe(
                                            "ask the clock or the environment",
                                            target ->
                                                    List.of(
                                                                            "now",
                                                                            "currentTimeMillis",
                                                                            "nanoTime",
                                                                            "getenv",
                                                                            "getProperty",
                                                                            "systemDefaultZone",
                                                                            "systemUTC",
                                                                            "systemDefault",
                                                                            "random")
                                                                    .contains(target.getName())
                                                            && target.getOwner()
                                                                    .getPackageName()
                                                                    .startsWith("java."))));

    @ArchTest
    static final ArchRule onlyCliPrints =
            noClasses()
                    .that()
                    .resideInAPackage("dev.highorder..")
                    .and()
                    .resideOutsideOfPackages("dev.highorder.cli..", "dev.highorder.bench..")
                    .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule everyNameIsANoun =
            noClasses()
                    .that()
                    .resideInAPackage("dev.highorder..")
                    .should()
                    .haveNameMatching(".*(Util|Utils|Utility|Utilities|Helper|Helpers|Toolkit)")
                    .orShould()
                    .resideInAnyPackage("..util..", "..utils..", "..helper..", "..helpers..");

    @ArchTest
    static final ArchRule anAbstractClassHasTwoChildren =
            classes()
                    .that()
                    .resideInAPackage("dev.highorder..")
                    .and()
                    .haveModifier(JavaModifier.ABSTRACT)
                    .and()
                    .areNotInterfaces()
                    .and()
                    .areNotEnums()
                    .should(haveTwoChildren())
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule everyPackageIsNullMarkedAndSaysWhatItIs =
            classes()
                    .that()
                    .resideInAPackage("dev.highorder..")
                    .should(resideInANullMarkedPackage());

    private static boolean opensAFile(AccessTarget.CodeUnitCallTarget target) {
        String owner = target.getOwner().getName();
        return switch (owner) {
            case "java.nio.file.Files" -> !ASKS.contains(target.getName());
            case "java.io.FileInputStream",
                    "java.io.FileOutputStream",
                    "java.io.FileReader",
                    "java.io.FileWriter",
                    "java.io.RandomAccessFile" ->
                    target.getName().equals("<init>")
                            && target.getRawParameterTypes().stream()
                                    .noneMatch(type -> type.isEquivalentTo(FileDescriptor.class));
            case "java.nio.channels.FileChannel", "java.nio.channels.AsynchronousFileChannel" ->
                    target.getName().equals("open");
            case "java.util.zip.ZipFile", "java.util.jar.JarFile" -> true;
            default -> false;
        };
    }

    private static ArchRule knowsOnlyCore(String module) {
        return noClasses()
                .that()
                .resideInAPackage("dev.highorder." + module + "..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.highorder..")
                                .and(resideOutside(CORE + ".."))
                                .and(resideOutside("dev.highorder." + module + "..")))
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> resideOutside(String packages) {
        return JavaClass.Predicates.resideOutsideOfPackage(packages);
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        List<String> list = List.of(names);
        return describe("are one of " + list, type -> list.contains(type.getName()));
    }

    private static ArchCondition<JavaClass> useEarlierStagesOnly() {
        return new ArchCondition<>("use earlier stages only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String own = packageInCore(type);
                Integer stage = STAGES.get(own);
                if (stage == null) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    type,
                                    type.getName()
                                            + ": package "
                                            + own
                                            + " has no stage in LayersTest"));
                    return;
                }
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (!target.getPackageName().startsWith(CORE)) {
                        continue;
                    }
                    String other = packageInCore(target);
                    if (!other.equals(own) && STAGES.getOrDefault(other, 99) >= stage) {
                        events.add(
                                SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

    /// The first word of the class's package below core; empty for the root itself.
    private static String packageInCore(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(CORE)) {
            return "";
        }
        String below = name.substring(CORE.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    private static ArchCondition<JavaClass> haveTwoChildren() {
        return new ArchCondition<>("have two children or more") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (type.getAllSubclasses().size() < 2) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    type,
                                    type.getName() + " is abstract for the sake of one child"));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaPackage home = type.getPackage();
                boolean marked =
                        home.tryGetPackageInfo()
                                .map(info -> info.isAnnotatedWith(NullMarked.class))
                                .orElse(false);
                if (!marked) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    type, home.getName() + " has no @NullMarked package-info"));
                }
            }
        };
    }
}
