package workshop.testkit.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a test needs an exercise of an earlier phase, it waits. */
class UnfairFailuresTest {
  private static final String TEST = "phase3-sample/src/test/java/sample/AnswerTest.java";

  @TempDir Path folder;

  static Stream<Arguments> places() {
    return Stream.of(
        arguments("a field", "int n = Earlier.number();"),
        arguments("the constructor", "AnswerTest() { Earlier.number(); }"),
        arguments(
            "before each test",
            "@org.junit.jupiter.api.BeforeEach void set() { Earlier.number(); }"),
        arguments(
            "after each test",
            "@org.junit.jupiter.api.AfterEach void clear() { Earlier.number(); }"),
        arguments(
            "a check for another exception",
            "@Test void other() { org.junit.jupiter.api.Assertions.assertThrows("
                + "IllegalStateException.class, () -> Earlier.number()); }"),
        arguments(
            "one of several checks",
            "@Test void several() { org.junit.jupiter.api.Assertions.assertAll("
                + "() -> assertEquals(1, 1), () -> Earlier.number()); }"),
        arguments(
            "a cause",
            "@Test void cause() { try { Earlier.number(); } catch (Error e) {"
                + " throw new IllegalStateException(e); } }"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("places")
  void waits(String place, String code) {
    String report =
        new SampleWorkshop(folder)
            .answerAll()
            .replace(TEST, "Answer.to(Earlier.number())", "Answer.to(2)")
            .replace(TEST, "class AnswerTest {", "class AnswerTest { " + code)
            .run("AnswerTest");
    assertThat(place, report, containsString("  3.10  waits for 2.5  An answer to what came"));
    assertThat(place, report, containsString("  2.5  phase2-sample/"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("places")
  void anExerciseOfTheSamePhaseIsNotDone(String place, String code) {
    String report =
        new SampleWorkshop(folder)
            .answerAll()
            .replace(TEST, "Answer.to(Earlier.number())", "Answer.to(2)")
            .replace(TEST, "class AnswerTest {", "class AnswerTest { " + code)
            .replace("phase2-sample/src/exercise/java/sample/Earlier.java", "\"2.5\"", "\"3.10\"")
            .run("AnswerTest");
    assertThat(place, report, containsString("  3.10  not done  An answer to what came"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"allocateDirect(1)", "allocate(1).asReadOnlyBuffer()"})
  void anArrayThatABufferDoesNotHaveIsToldInWords(String buffer) {
    String report =
        new SampleWorkshop(folder)
            .answerAll()
            .replace(
                TEST,
                "class AnswerTest {",
                "class AnswerTest { @Test void array() { java.nio.ByteBuffer."
                    + buffer
                    + ".array(); }")
            .run("AnswerTest");
    assertThat(report, containsString("This buffer has no array()"));
  }
}
