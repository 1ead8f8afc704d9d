package workshop.backstage.walk;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static workshop.backstage.walk.SampleWorkshop.AREA_TEST;
import static workshop.backstage.walk.SampleWorkshop.SUMS;
import static workshop.backstage.walk.SampleWorkshop.SUMS_TEST;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.exercises.Workshop;

@DisplayName("walk: each kind of mistake in the workshop is found")
class WalkTest {
  private static Workers workers;

  @TempDir private Path tree;
  @TempDir private Path folder;
  private SampleWorkshop sample;

  @BeforeAll
  static void start() {
    workers = new Workers(SampleWorkshop.libraries(), 2);
  }

  @AfterAll
  static void stop() {
    workers.close();
  }

  @BeforeEach
  void make() throws IOException {
    sample = new SampleWorkshop(tree);
  }

  @Test
  @DisplayName("a workshop that holds together")
  void right() {
    Walk walk = walk();
    assertThat(walk.problems(), is(empty()));
    assertThat(walk.summary(), hasSize(2));
    assertThat(walk.summary().get(0), containsString("2 exercises, 3 tests, 0 of them wait"));
    assertThat(walk.summary().get(1), containsString("1 exercise, 2 tests, 1 of them wait"));
  }

  @Test
  @DisplayName("a method that says what it gives until it is done is not done in the tests")
  void untilDone() throws IOException {
    sample.change(SUMS, "package sums;", "package sums;\n\nimport workshop.UntilDone;");
    sample.change(SUMS, "public static int twice", "@UntilDone(\"14\")\n  public static int twice");
    sample.change(SUMS, "return add(a, a);", "count();\n    return add(a, a);");
    sample.change(
        SUMS,
        "  // --- End of exercise 1.2",
        "  @UntilDone\n  private static void count() {}\n\n  // --- End of exercise 1.2");
    assertThat(walk().problems(), is(empty()));
  }

  @Test
  @DisplayName("a test that passes before its exercise is done")
  void tooEarly() throws IOException {
    sample.change(SUMS_TEST, "assertEquals(14, Sums.twice(7))", "assertEquals(14, Sums.add(7, 7))");
    assertThat(
        walk().problems(),
        told("SumsTest.doubles is green as soon as 1.1 is done, but belongs to 1.2"));
  }

  @Test
  @DisplayName("a test that passes with nothing done at all")
  void alwaysGreen() throws IOException {
    sample.change(SUMS_TEST, "assertEquals(14, Sums.twice(7))", "assertEquals(0, Sums.zero())");
    assertThat(walk().problems(), told("SumsTest.doubles is green already, and belongs to 1.2"));
  }

  @Test
  @DisplayName("an answer that needs a later one")
  void needsALaterOne() throws IOException {
    sample.change(SUMS, "return a + b;", "return a == b ? twice(a) : a + b;");
    sample.change(SUMS, "return add(a, a);", "return a + a;");
    sample.change(SUMS_TEST, "{1, 2}", "{1, 3}");
    assertThat(
        walk().problems(),
        told("SumsTest.adds is green as soon as 1.2 is done, but belongs to 1.1"));
  }

  @Test
  @DisplayName("an exercise without a test")
  void noTest() throws IOException {
    sample.change(SUMS_TEST, "@Exercise(\"1.2\")", "@Exercise(\"1.1\")");
    assertThat(walk().problems(), told("exercise 1.2 has no test of its own"));
  }

  @Test
  @DisplayName("a celebration is run with the exercises up to its own, and shown")
  void celebrates() throws IOException {
    celebrate("1.2", "\"twice 7 is \" + Sums.twice(7)");
    Walk walk = walk();
    assertThat(walk.problems(), is(empty()));
    assertThat(walk.celebrations().values(), contains("twice 7 is 14"));
  }

  @Test
  @DisplayName("a celebration that needs a later exercise")
  void celebratesTooEarly() throws IOException {
    celebrate("1.1", "\"twice 7 is \" + Sums.twice(7)");
    assertThat(walk().problems(), told("With 1.1 done: its celebration shows nothing"));
  }

  @Test
  @DisplayName("a celebration of what is no exercise")
  void celebratesNothing() throws IOException {
    celebrate("1.3", "\"twice 7 is \" + Sums.twice(7)");
    assertThat(walk().problems(), told("a celebration of 1.3, which is no exercise"));
  }

  @Test
  @DisplayName("a celebration that is too wide for a terminal")
  void celebratesTooWide() throws IOException {
    celebrate("1.1", "\"-\".repeat(79)");
    assertThat(walk().problems(), told("celebration of 1.1 has a line of more than 78 columns"));
  }

  @Test
  @DisplayName("a celebration that is too long")
  void celebratesTooLong() throws IOException {
    celebrate("1.1", "\"-\\n\".repeat(9)");
    assertThat(walk().problems(), told("celebration of 1.1 has more than 8 lines"));
  }

  private void celebrate(String exercise, String text) throws IOException {
    sample.write(
        "phase1-sums/src/test/java/sums/Celebrations.java",
        """
        package sums;

        final class Celebrations {
          @workshop.testkit.Celebration("%s")
          static String text() {
            return %s;
          }
        }
        """
            .formatted(exercise, text));
  }

  @Test
  @DisplayName("a test that belongs to nothing")
  void belongsToNothing() throws IOException {
    sample.change(SUMS_TEST, "@Given", "");
    assertThat(
        walk().problems(), told("SumsTest.zero belongs to nothing, which is neither an exercise"));
  }

  @Test
  @DisplayName("a test that belongs to an exercise that is not there")
  void belongsToNoExercise() throws IOException {
    sample.change(SUMS_TEST, "@Exercise(\"1.2\")", "@Exercise(\"1.3\")");
    assertThat(walk().problems(), told("SumsTest.doubles belongs to 1.3"));
  }

  @Test
  @DisplayName("a test of given code that is red from the start")
  void givenNeedsAnExercise() throws IOException {
    sample.change(SUMS_TEST, "assertEquals(0, Sums.zero())", "assertEquals(0, Sums.add(0, 0))");
    assertThat(walk().problems(), told("SumsTest.zero is a test of given code, and is red"));
  }

  @Test
  @DisplayName("a test that is red for another reason than that something is not done")
  void redForAnotherReason() throws IOException {
    sample.change(
        SUMS_TEST,
        "assertEquals(14, Sums.twice(7));",
        "int twice; try { twice = Sums.twice(7); } catch (Error e) { twice = 0; }"
            + " assertEquals(14, twice);");
    assertThat(
        walk().problems(), told("SumsTest.doubles is red, but not because something is not done"));
  }

  @Test
  @DisplayName("a test that hangs where something is not done")
  void hangs() throws IOException {
    sample.change(
        SUMS_TEST,
        "assertEquals(14, Sums.twice(7));",
        "int twice = 0; while (twice == 0) { try { twice = Sums.twice(7); } catch (Error e) { } }"
            + " assertEquals(14, twice);");
    assertThat(
        walk().problems(), told("SumsTest.doubles is red, but not because something is not done"));
  }

  @Test
  @DisplayName("a test that is red although all is answered")
  void redAtTheEnd() throws IOException {
    sample.change(SUMS_TEST, "assertEquals(14,", "assertEquals(15,");
    assertThat(walk().problems(), told("SumsTest.doubles is red although all is answered"));
  }

  @Test
  @DisplayName("a class that cannot be loaded where something is not done")
  void staticInitialiser() throws IOException {
    sample.change(
        SUMS_TEST,
        "class SumsTest {",
        "class SumsTest {\n  static final int FOUR = Sums.twice(2);\n");
    assertThat(walk().problems(), told("SumsTest.zero is a test of given code, and is red"));
  }

  @Test
  @DisplayName("a phase without tests")
  void noTests() throws IOException {
    sample.write(AREA_TEST, "package areas;\n");
    assertThat(walk().problems(), told("phase2-areas: no test was executed"));
  }

  @Test
  @DisplayName("a test that is red, and does not say that it waits for an earlier phase")
  void doesNotSayThatItWaits() throws IOException {
    sample.change(
        AREA_TEST,
        "assertEquals(24, Area.twice(3, 4));",
        "int twice; try { twice = Area.twice(3, 4); } catch (Error e) {"
            + " if (e.getMessage().contains(\"2.1\")) throw e; twice = 0; }"
            + " assertEquals(24, twice);");
    assertThat(
        walk().problems(),
        told("phase2-areas alone, nothing before it answered: AreaTest.twoRectangles is red"));
  }

  private Walk walk() {
    Workshop workshop = sample.workshop();
    Walk walk =
        new Walk(
            workshop,
            new Classes(workshop, SampleWorkshop.libraries(), folder),
            workers,
            new Times());
    walk.run(workshop.phases());
    return walk;
  }

  private static Matcher<Iterable<? super String>> told(String words) {
    return hasItem(containsString(words));
  }

  @Test
  @DisplayName("where a misplaced test belongs")
  void where() throws IOException {
    sample.change(SUMS_TEST, "@Exercise(\"1.2\")", "@Exercise(\"1.1\")");
    assertThat(walk().misplaced().get("SumsTest.doubles"), is("1.2"));
    assertThat(List.copyOf(walk().misplaced().keySet()), is(List.of("SumsTest.doubles")));
  }
}
