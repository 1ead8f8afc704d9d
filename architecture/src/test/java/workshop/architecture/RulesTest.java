package workshop.architecture;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each rule names who breaks it. The classes in {@code wrong} break them all. */
class RulesTest {
  private static final String WRONG = "workshop.architecture.wrong.";
  private static final String EARLY = WRONG + "early";
  private static final String LATE = WRONG + "late";
  private static final JavaClasses PHASES = read("early", "late");
  private static final String LOG = WRONG + "core.Log";
  private static final String WORLDLY = WRONG + "core.Worldly";
  private static final JavaClasses CORE = read("core");

  private static JavaClasses read(String... packages) {
    ClassFileImporter importer = new ClassFileImporter();
    return importer.importPackages(List.of(packages).stream().map(WRONG::concat).toList());
  }

  private static String violation(ArchRule rule, JavaClasses classes) {
    return assertThrows(AssertionError.class, () -> rule.check(classes))
        .getMessage()
        .replace(WRONG, "");
  }

  @Test
  void aRingOfClasses() {
    String text = violation(Rules.noRing("classes", Rules::topLevel), read("ring"));
    assertThat(text, containsString("a ring of 2\n  ring.Egg -> ring.Hen (Egg.java)\n"));
    assertThat(text, containsString("\n  ring.Hen -> ring.Egg (Hen.java)"));
    assertThat(text, not(containsString("Farmer")));
  }

  @Test
  void aRingOfPackages() {
    Rules.noRing("classes", Rules::topLevel).check(PHASES);
    String text = violation(Rules.noRing("packages", JavaClass::getPackageName), PHASES);
    assertThat(text, containsString("a ring of 2\n  early -> late (Early.java:6)\n"));
    assertThat(text, containsString("\n  late -> early (Late.java:6)"));
  }

  @Test
  void aPhaseThatKnowsALaterOne() {
    String text = violation(Rules.noLaterPhase(List.of(EARLY, LATE)), PHASES);
    assertThat(text, containsString("<early.Early.late> has type <late.Late> in (Early.java"));
    assertThat(text, not(containsString("Earliest")));
  }

  @Test
  void aPhaseThatTheListForgets() {
    String text = violation(Rules.noLaterPhase(List.of(EARLY)), PHASES);
    assertThat(text, containsString("<late.Late> does not reside in any package"));
  }

  @Test
  void aPhaseThatDoesNotExist() {
    String text = violation(Rules.noLaterPhase(List.of("gone", LATE, EARLY)), PHASES);
    assertThat(text, containsString("reside in a package 'gone'"));
  }

  @Test
  void aCoreThatKnowsTheWorld() {
    String text = violation(Rules.pureCore(Set.of()), CORE);
    int first = 9;
    for (int i = 0; i < CORE.get(WORLDLY).getFields().size(); i++) {
      assertThat(text, containsString("(Worldly.java:%d)".formatted(first + i)));
    }
  }

  @Test
  void aCoreThatKnowsWhoKnowsTheWorld() {
    String text = violation(Rules.pureCore(Set.of(LOG, WORLDLY)), CORE);
    assertThat(text, stringContainsInOrder("(1 times)", "core.Talker.talk()", "core.Log.print()"));
  }

  @Test
  void anExceptionWithoutNeed() {
    Set<String> outside = Set.of(LOG, WRONG + "core.Pure", WRONG + "core.Gone");
    assertThat(
        Rules.needlesslyOutside(outside, CORE), contains(WRONG + "core.Gone", WRONG + "core.Pure"));
  }

  @Test
  void anotherClassThatKnowsJna() {
    Rules.onlyOneKnowsJna(WORLDLY).check(CORE);
    String text = violation(Rules.onlyOneKnowsJna(LOG), CORE);
    assertThat(text, stringContainsInOrder("core.Worldly", "com.sun.jna.Native.getLastError()"));
  }
}
