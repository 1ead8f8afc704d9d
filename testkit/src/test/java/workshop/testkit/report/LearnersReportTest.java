package workshop.testkit.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.exercises.ExerciseId;

/** The whole text that a learner sees, for a small workshop that is compiled and tested. */
class LearnersReportTest {
  @TempDir Path folder;
  private SampleWorkshop workshop;

  @BeforeEach
  void copy() {
    workshop = new SampleWorkshop(folder);
  }

  private static final String ANSWER = "phase3-sample/src/exercise/java/sample/Answer.java";
  private static final String SUM_TEST = "phase3-sample/src/test/java/sample/SumTest.java";

  private String report() {
    return workshop.run("AnswerTest", "SumTest", "ConstantsTest");
  }

  @Test
  void nothingIsDone() throws IOException {
    assertThat(
        report(),
        is(
            """

            Phase 3: a sample: 0 of 3 exercises done
            ========================================

              3.1   not done  The sum of two numbers
              3.2   not done  The sum of bytes
              3.10  not done  An answer to what came

            Nothing is broken: 3 exercises to do, each red until you have written it.
            Next is 3.1 The sum of two numbers.

              Its first test: Sum > of two numbers > 1 and 2

              Edit        phase3-sample/src/exercise/java/sample/Sum.java:8
              Test        phase3-sample/src/test/java/sample/SumTest.java:21
              Read        docs/phase3-sample.md, 3.1 The sum of two numbers
              Defined in  RFC 1071 section 1
              Hint        ./workshop hint 3.1
              Run again   mvn -pl phase3-sample test

            1 test waits for an earlier phase. These exercises are missing there:
              2.5  phase2-sample/src/exercise/java/sample/Earlier.java:7
            Write them, or type ./workshop catch-up phase3. It puts the reference answers
            into all earlier phases, and saves yours.

            After that: 3.2 The sum of bytes

            """));
    assertThat(
        workshop
            .resultsFile()
            .replaceFirst("run=.*Z", "run=NOW")
            .replaceAll("(?m)^(sum .*) [0-9a-f]{16}$", "$1 SUM"),
        is(
            """
            run=NOW
            3.1=not done
            3.2=not done
            3.10=not done
            sum 3.1 SUM
            sum 3.2 SUM
            sum 3.10 SUM
            """));
  }

  @Test
  void rememberedIsWhichAnswerWasTested() {
    workshop.answer("Sum.java", "3.1", "return a - b;");
    List<String> wrong = workshop.stretch(new ExerciseId(3, 1));
    report();
    workshop.replace(SampleWorkshop.SUM, "return a - b;", "return a + b; // é");
    workshop.replace(
        SampleWorkshop.SUM,
        "return a + b;",
        "if (a < 0) { throw new IllegalArgumentException(\"negative\"); } return a + b;");
    report();
    assertThat(workshop.verdicts().of(wrong), is(Optional.of("wrong")));
    assertThat(
        workshop.verdicts().of(workshop.stretch(new ExerciseId(3, 1))), is(Optional.of("done")));
  }

  @Test
  void oneIsWrong() throws IOException {
    workshop.answer("Sum.java", "3.1", "return a - b;");
    assertThat(
        report(),
        is(
            """

            Phase 3: a sample: 0 of 3 exercises done
            ========================================

              3.1   wrong     The sum of two numbers  3 of 3 tests red
              3.2   not done  The sum of bytes
              3.10  not done  An answer to what came

            Wrong: 3.1 The sum of two numbers. The first red test:

              Sum > of two numbers > 1 and 2

                expected: <3> but was: <-1>

              Edit        phase3-sample/src/exercise/java/sample/Sum.java:5
              Test        phase3-sample/src/test/java/sample/SumTest.java:21
              Read        docs/phase3-sample.md, 3.1 The sum of two numbers
              Defined in  RFC 1071 section 1
              Hint        ./workshop hint 3.1
              Run again   mvn -pl phase3-sample test
              This alone  mvn -pl phase3-sample test -Dtest=SumTest#two

            Also red:
              3.1  of two numbers > 2 and 2
                   expected: <4> but was: <0>
              3.1  refuses what is negative
                   Expected java.lang.IllegalArgumentException to be thrown, but nothing ...

            1 test waits for an earlier phase. These exercises are missing there:
              2.5  phase2-sample/src/exercise/java/sample/Earlier.java:7
            Write them, or type ./workshop catch-up phase3. It puts the reference answers
            into all earlier phases, and saves yours.

            After that: 3.2 The sum of bytes

            """));
    assertThat(workshop.resultsFile(), containsString("\n3.1=wrong\n3.2=not done\n"));
  }

  @Test
  void allIsDone() throws IOException {
    workshop
        .answerAll()
        .replace(
            "phase2-sample/src/exercise/java/sample/Earlier.java",
            "throw new workshop.NotDone(\"2.5\", \"docs/phase2-sample.md\")",
            "return 2");
    assertThat(
        report(),
        is(
            """

            Phase 3: a sample: 3 of 3 exercises done
            ========================================

              3.1   done  The sum of two numbers  3 tests
              3.2   done  The sum of bytes        1 test
              3.10  done  An answer to what came  2 tests

            See it work: ./workshop run phase3
            Then go on:  mvn -pl phase4-sample test

            """));
    assertThat(workshop.resultsFile(), containsString("\n3.1=done\n3.2=done\n3.10=done\n"));
  }

  @Test
  void oneWaitsForAnEarlierPhase() throws IOException {
    workshop.answerAll();
    assertThat(
        report(),
        is(
            """

            Phase 3: a sample: 2 of 3 exercises done
            ========================================

              3.1   done           The sum of two numbers  3 tests
              3.2   done           The sum of bytes        1 test
              3.10  waits for 2.5  An answer to what came  1 of 2 tests green

            1 test waits for an earlier phase. These exercises are missing there:
              2.5  phase2-sample/src/exercise/java/sample/Earlier.java:7
            Write them, or type ./workshop catch-up phase3. It puts the reference answers
            into all earlier phases, and saves yours.

            """));
    assertThat(workshop.resultsFile(), containsString("\n3.10=waits\n"));
  }

  @Test
  void oneWaitsForAnotherOfItsPhase() {
    workshop
        .answer("Sum.java", "3.2", "return of(bytes[0], bytes[1] & 0xFF);")
        .answer("Answer.java", "3.10", "return question + 1;");
    String report = report();
    assertThat(report, containsString("  3.1   not done       The sum of two numbers\n"));
    assertThat(report, containsString("  3.2   waits for 3.1  The sum of bytes\n"));
    assertThat(report, containsString("Next is 3.1 The sum of two numbers.\n"));
  }

  @Test
  void anExceptionWithoutATraceStillNamesTheTest() {
    workshop
        .answerFirst()
        .answer(
            "Sum.java", "3.2", "throw new RuntimeException(\"too short\", null, true, false) {};");
    assertThat(
        report(),
        containsString("\n  Test        phase3-sample/src/test/java/sample/SumTest.java:35\n"));
  }

  @Test
  void anExceptionKeepsTheLearnersFrames() {
    workshop.answerFirst().answer("Sum.java", "3.2", "return of(bytes[0], bytes[bytes.length]);");
    assertThat(
        report(),
        containsString(
            """
            Wrong: 3.2 The sum of bytes. The first red test:

              Sum > of bytes without a sign

                ArrayIndexOutOfBoundsException: Index 2 out of bounds for length 2
                  at phase3-sample/src/exercise/java/sample/Sum.java:16
                  at phase3-sample/src/test/java/sample/SumTest.java:36

              Edit        phase3-sample/src/exercise/java/sample/Sum.java:13
              Test        phase3-sample/src/test/java/sample/SumTest.java:36
              Read        docs/phase3-sample.md, 3.2 The sum of bytes
              Hint        ./workshop hint 3.2
            """));
  }

  @Test
  void anUnexpectedExceptionIsToldWithItsPlace() {
    workshop
        .answer("Sum.java", "3.1", "return a < 0 ? bytes(null) : a + b;")
        .replace(
            SampleWorkshop.SUM,
            "public class Sum {\n",
            "public class Sum { static int bytes(byte[] none) { return none.length; }\n");
    assertThat(
        report(),
        containsString(
            """
              Sum > refuses what is negative

                Unexpected exception type thrown, expected:
                <java.lang.IllegalArgumentException> but was:
                <java.lang.NullPointerException>
                caused by NullPointerException: Cannot read the array length because "none"
                is null
                  at phase3-sample/src/exercise/java/sample/Sum.java:3
                  at phase3-sample/src/exercise/java/sample/Sum.java:8
                  at phase3-sample/src/test/java/sample/SumTest.java:28

              Edit        phase3-sample/src/exercise/java/sample/Sum.java:5
            """));
  }

  @Test
  void whatIsNotWrittenYetIsNotWrongBecauseOfAnEarlierMistake() {
    workshop
        .answer("Sum.java", "3.1", "return a - b;")
        .replace(SUM_TEST, "assertEquals(256,", "assertEquals(2, Sum.of(1, 1)); assertEquals(256,");
    String report = report();
    assertThat(
        report, containsString("  3.1   wrong     The sum of two numbers  3 of 3 tests red"));
    assertThat(report, containsString("  3.2   not done  The sum of bytes\n"));
    assertThat(report, not(containsString("  3.2  of bytes without a sign")));
  }

  @Test
  void theClassThatIsAboutOneExerciseAloneIsToldFirst() {
    workshop
        .answerAll()
        .replace(ANSWER, "return question + 1;", "return question + 3;")
        .replace(SUM_TEST, "@Exercise(\"3.2\")", "@Exercise(\"3.10\")")
        .replace(SUM_TEST, "assertEquals(256, Sum", "assertEquals(257, Answer.to(0) - 1 + Sum");
    assertThat(
        report(),
        containsString(
            """
            Wrong: 3.10 An answer to what came. The first red test:

              Answer > alone()
            """));
  }

  @Test
  void aLoopBehindTheFirstMistakeIsToldToo() {
    workshop
        .answer("Sum.java", "3.1", "return a - b;")
        .answer("Sum.java", "3.2", "while (true) {}");
    assertThat(
        report(),
        containsString(
            """
            The following test did not end, at
            phase3-sample/src/exercise/java/sample/Sum.java:16. No test after it has run:
            Sum > of bytes without a sign
            """));
  }

  @Test
  void whatIsEditedIsTheExerciseThatIsWrongNotTheOneThatItCalls() {
    workshop.answerAll().replace(ANSWER, "return question + 1;", "return Sum.of(-1, question);");
    assertThat(
        report(),
        containsString(
            """
                IllegalArgumentException: negative
                  at phase3-sample/src/exercise/java/sample/Sum.java:8
                  at phase3-sample/src/exercise/java/sample/Answer.java:8
            """));
    assertThat(report(), containsString("Edit        " + ANSWER + ":5\n"));
  }

  @Test
  void theTestIsTheOneThatFailsNotWhatItCalls() {
    workshop
        .answer("Sum.java", "3.1", "return a - b;")
        .replace(
            SUM_TEST,
            "assertEquals(sum, Sum.of(a, b));",
            "check(sum, Sum.of(a, b)); }\n"
                + "static void check(int sum, int of) { assertEquals(sum, of);");
    assertThat(report(), containsString("Test        " + SUM_TEST + ":21\n"));
  }

  @Test
  void greenButAMethodStillThrowsNotDone() {
    workshop
        .answerAll()
        .replace(
            SampleWorkshop.SUM,
            "public static int of(byte[] bytes) {",
            "static int unused() { return unused(1); }\n"
                + "  static int unused(int a) {\n"
                + "    throw new workshop.NotDone(\"3.2\", \"docs/phase3-sample.md\");\n"
                + "  }\n"
                + "  public static int of(byte[] bytes) {");
    assertThat(
        report(),
        containsString(
            """
            Next is 3.2 The sum of bytes.

              Its tests are green, but one of its methods still throws NotDone. Write this
              method, or delete it if your answer does not need it.

              Edit       phase3-sample/src/exercise/java/sample/Sum.java:17
            """));
  }

  @Test
  void endlessRecursionTellsEachPlaceOnce() {
    workshop.answerFirst().answer("Sum.java", "3.2", "return of(bytes);");
    assertThat(
        report(),
        containsString(
            """
                StackOverflowError
                  at phase3-sample/src/exercise/java/sample/Sum.java:16

              Edit        phase3-sample/src/exercise/java/sample/Sum.java:13
            """));
  }

  @Test
  void memoryThatRunsOutEndsTheRunTheSameWay() {
    workshop.answer("Sum.java", "3.1", "return new long[Integer.MAX_VALUE].length;");
    assertThat(
        report().replace("Requested array size exceeds VM limit", "Java heap space"),
        containsString(
            """
              3.1   wrong    The sum of two numbers  1 of 3 tests red
              3.2   not run  The sum of bytes
              3.10  not run  An answer to what came

            Wrong: 3.1 The sum of two numbers. The first red test:

              Sum > of two numbers > 1 and 2

                memory ran out: does a loop add things and never end?
                caused by OutOfMemoryError: Java heap space
                  at phase3-sample/src/exercise/java/sample/Sum.java:8
                  at phase3-sample/src/test/java/sample/SumTest.java:21
            """));
  }

  @Test
  void anEndlessLoopIsGivenUpAndWhatComesAfterItDoesNotRun() throws IOException {
    workshop.answerAll().replace(SampleWorkshop.SUM, "int s = 0;", "int s = 0; while (s == 0) {}");
    assertThat(
        report(),
        is(
            """

            Phase 3: a sample: 1 of 3 exercises done
            ========================================

              3.1   done     The sum of two numbers  3 tests
              3.2   wrong    The sum of bytes        1 of 1 test red
              3.10  not run  An answer to what came

            Wrong: 3.2 The sum of bytes. The first red test:

              Sum > of bytes without a sign

                It did not end within 1 second, and was stopped: does a loop never end?
                  at phase3-sample/src/exercise/java/sample/Sum.java:16
                  at phase3-sample/src/test/java/sample/SumTest.java:36

              Edit        phase3-sample/src/exercise/java/sample/Sum.java:13
              Test        phase3-sample/src/test/java/sample/SumTest.java:36
              Read        docs/phase3-sample.md, 3.2 The sum of bytes
              Hint        ./workshop hint 3.2
              Run again   mvn -pl phase3-sample test
              This alone  mvn -pl phase3-sample test -Dtest=SumTest#bytes

            No test after this one has run: fix this first.

            """));
    assertThat(workshop.resultsFile(), containsString("\n3.2=wrong\n3.10=not run\n"));
  }

  @Test
  void aLoopThatWillNotBeInterruptedIsGivenUpToo() {
    workshop.answer(
        "Sum.java",
        "3.1",
        "while (true) { try { Thread.sleep(50); } catch (InterruptedException e) { a++; } }");
    String report = report();
    assertThat(report, containsString("It did not end within 1 second"));
    assertThat(report, containsString("at phase3-sample/src/exercise/java/sample/Sum.java:8\n"));
    assertThat(report, containsString("  3.2   not run  The sum of bytes\n"));
  }

  @Test
  void anEndlessLoopBelongsToTheExerciseInWhichItIs() {
    workshop
        .answerAll()
        .replace(
            "phase3-sample/src/test/java/sample/SumTest.java",
            "sum, Sum.of(a, b)",
            "sum, Sum.of(a, Sum.of(new byte[] {(byte) b}))")
        .replace(SampleWorkshop.SUM, "int s = 0;", "int s = 0; while (s == 0) {}");
    String report = report();
    assertThat(report, containsString("  3.1   not run  The sum of two numbers\n"));
    assertThat(report, containsString("\nWrong: 3.2 The sum of bytes. The first red test:\n"));
    assertThat(report, containsString("  Sum > of two numbers > 1 and 2\n"));
  }

  @Test
  void givenCodeThatIsBrokenComesFirst() {
    workshop.replace("phase3-sample/src/main/java/sample/Constants.java", "2", "3");
    assertThat(
        report(),
        is(
            """

            Phase 3: a sample: 0 of 3 exercises done
            ========================================

              3.1   not done  The sum of two numbers
              3.2   not done  The sum of bytes
              3.10  not done  An answer to what came

            Given code is broken: in a fresh clone its tests are green. Did you change
            something outside of an exercise's marks? git diff phase3-sample shows it.

              Constants > word()

                bytes of a word ==> expected: <2> but was: <3>

              Test        phase3-sample/src/test/java/sample/ConstantsTest.java:14
              Run again   mvn -pl phase3-sample test
              This alone  mvn -pl phase3-sample test -Dtest=ConstantsTest#word

            """));
  }

  @Test
  void whatTheWorkshopRanIsRunAgainByIt() {
    workshop.answer("Sum.java", "3.1", "return a - b;").command("./workshop test");
    String report = workshop.run("SumTest");
    assertThat(report, containsString("Run again   ./workshop test 3\n"));
    assertThat(report, containsString("This alone  ./workshop test 3.1\n"));
    String ofOne = workshop.selection("./workshop test 3.1").run("SumTest");
    assertThat(ofOne, containsString("Run again   ./workshop test 3.1\n"));
    assertThat(ofOne, containsString("All tests of this phase: ./workshop test 3\n"));
  }

  @Test
  void oneExerciseAloneIsListedAloneAndRemembered() {
    workshop.answerFirst().command("./workshop test").selection("./workshop test 3.1").only("3.1");
    assertThat(
        workshop.run("SumTest"),
        is(
            """

            Phase 3: a sample: exercise 3.1 only
            ====================================

              3.1  done  The sum of two numbers  3 tests

            All tests of this phase: ./workshop test 3

            """));
    assertThat(
        workshop.verdicts().of(workshop.stretch(new ExerciseId(3, 1))), is(Optional.of("done")));
    assertThat(workshop.hasResultsFile(), is(false));
  }

  @Test
  void oneExerciseAloneNamesItsCommandOnce() {
    workshop
        .answer("Sum.java", "3.1", "return a - b;")
        .command("./workshop test")
        .selection("./workshop test 3.1")
        .only("3.1");
    String report = workshop.run("SumTest");
    assertThat(
        report, containsString("  3.1  wrong  The sum of two numbers  3 of 3 tests red\n\n"));
    assertThat(report, containsString("Run again   ./workshop test 3.1\n"));
    assertThat(report, not(containsString("This alone")));
  }

  @Test
  void notAllTestsOfAnExerciseAreNotRemembered() {
    workshop.answerFirst().selection("./workshop test 3.1 -Dtest=SumTest").only("3.1");
    workshop.run("SumTest");
    assertThat(
        workshop.verdicts().of(workshop.stretch(new ExerciseId(3, 1))), is(Optional.empty()));
  }

  @Test
  void aSelectionSaysSoAndLeavesTheResultsFileAlone() {
    workshop.answerFirst().selection("-Dtest=SumTest");
    assertThat(
        workshop.run("SumTest"),
        is(
            """

            Phase 3: a sample: only the tests selected by -Dtest=SumTest
            ============================================================

              3.1   green     The sum of two numbers  3 tests
              3.2   not done  The sum of bytes
              3.10  not run   An answer to what came

            Next is 3.2 The sum of bytes.

              Its first test: Sum > of bytes without a sign

              Edit       phase3-sample/src/exercise/java/sample/Sum.java:16
              Test       phase3-sample/src/test/java/sample/SumTest.java:36
              Read       docs/phase3-sample.md, 3.2 The sum of bytes
              Hint       ./workshop hint 3.2
              Run again  mvn -pl phase3-sample test

            All tests of this phase: mvn -pl phase3-sample test

            """));
    assertThat(workshop.hasResultsFile(), is(false));
  }

  @Test
  void marksThatAreGoneAreMissed() {
    workshop.replace(SampleWorkshop.SUM, "// --- Exercise 3.2", "// Exercise 3.2");
    assertThat(report(), containsString("  3.2   not done  (its marks are missing in the file)\n"));
  }

  @Test
  void theAnswersAreToldInOneLine() {
    workshop.answerAll().answers("solution");
    assertThat(report(), is("Phase 3: a sample: 6 unit tests green, 1 waiting for an exercise\n"));
  }

  @Test
  void integrationTestsAreToldShortly() {
    workshop.kind("integration").answerAll().replace(SampleWorkshop.SUM, "a + b", "a - b");
    assertThat(
        workshop.run("SumTest"),
        is(
            """
            Phase 3: a sample: 2 integration tests green, 2 red

              Sum > of two numbers > 1 and 2 (SumTest#two)

                expected: <3> but was: <-1>

              Sum > of two numbers > 2 and 2 (SumTest#two)

                expected: <4> but was: <0>

            """));
    assertThat(workshop.hasResultsFile(), is(false));
  }

  @Test
  void integrationTestsOfWhatIsNotDoneAreCountedOnly() {
    workshop.kind("integration").answerFirst();
    String report = workshop.run("SumTest");
    assertThat(
        report,
        is(
            """
            Phase 3: a sample: 3 integration tests green, 1 red because an exercise is not
            done
            """));
    assertThat(report, not(containsString("NotDone")));
  }
}
