package workshop.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Which class may know which. A nested class counts as the top-level class around it.
 *
 * <p>The rules see what ArchUnit sees: no constant that the compiler has copied, no cast, and no
 * type that is only handed on from one call to the next.
 */
final class Rules {
  /** Threads, clocks, random numbers, sockets, files, processes, C. A Path is but a name. */
  private static final String WORLD =
      "java.lang.(Thread|Process).*"
          + "|java.util.(concurrent|random)[.].*"
          + "|java.util.(Timer.*|Date|Calendar|Random|SplittableRandom|UUID)"
          + "|java.time.(Clock|InstantSource)"
          + "|java.security.SecureRandom"
          + "|java.(net|nio.channels)[.].*"
          + "|java.io.(File.*|RandomAccessFile|Console)"
          + "|java.nio.file.(?!Path$|InvalidPathException$).*"
          + "|com.sun.jna.*";

  /** What leads there in classes that are harmless otherwise. */
  private static final String WAY_INTO_THE_WORLD =
      "java.lang.System[.](?!arraycopy).*"
          + "|java.lang.Runtime[.](exec|exit|halt|addShutdownHook).*"
          + "|java.lang.(Math|StrictMath)[.]random.*"
          + "|java.util.Collections[.]shuffle.*"
          + "|java.time[.].*[.]now[(].*";

  private Rules() {}

  static String topLevel(JavaClass type) {
    return type.getBaseComponentType().getName().replaceFirst("\\$.*", "");
  }

  /**
   * No two know each other, directly or through others.
   *
   * @param what are not in a ring
   * @param group the one that a class is a part of
   */
  static ArchRule noRing(String what, Function<JavaClass, String> group) {
    return classes().should(new NoRing(group)).as("no " + what + " know each other in a ring");
  }

  /** A package knows only those before it in the list. The list has all packages. */
  static ArchRule noLaterPhase(List<String> packages) {
    String[] all = packages.toArray(String[]::new);
    CompositeArchRule rule = CompositeArchRule.of(classes().should().resideInAnyPackage(all));
    for (int i = 1; i < all.length; i++) {
      String[] later = packages.subList(i, all.length).toArray(String[]::new);
      var earlier = noClasses().that().resideInAPackage(all[i - 1]);
      rule = rule.and(earlier.should().dependOnClassesThat().resideInAnyPackage(later));
    }
    return rule.as("a phase knows no later one");
  }

  /** Frames and the time go in, frames and the next deadline come out: no class has another way. */
  static ArchRule pureCore(Set<String> outside) {
    var core = noClasses().that(describe("are core", type -> !outside.contains(topLevel(type))));
    return CompositeArchRule.of(
            core.should()
                .dependOnClassesThat(
                    describe(
                        "are not",
                        type -> outside.contains(topLevel(type)) || topLevel(type).matches(WORLD))))
        .and(
            core.should()
                .accessTargetWhere(
                    describe(
                        "it leads out",
                        access -> access.getTarget().getFullName().matches(WAY_INTO_THE_WORLD))))
        .allowEmptyShould(true)
        .as("the core knows no clock, thread, socket, file, process, output or random number");
  }

  /** Those outside the core who do not exist, or would keep its rule. */
  static List<String> needlesslyOutside(Set<String> outside, JavaClasses classes) {
    return outside.stream().filter(name -> !breaksIt(name, outside, classes)).sorted().toList();
  }

  private static boolean breaksIt(String name, Set<String> outside, JavaClasses classes) {
    Set<String> others = new HashSet<>(outside);
    others.remove(name);
    return pureCore(others)
        .evaluate(classes.that(describe("are " + name, type -> topLevel(type).equals(name))))
        .hasViolation();
  }

  static ArchRule onlyOneKnowsJna(String one) {
    return noClasses()
        .that(describe("are not " + one, type -> !topLevel(type).equals(one)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.jna..");
  }
}
