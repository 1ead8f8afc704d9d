package workshop.backstage.instructor;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Path;
import java.util.List;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.exercises.Workshop;

/** Each test breaks one thing in a sound tree, and wants to hear of that, and of nothing else. */
class CheckTest {
  private SampleTree tree;

  @BeforeEach
  void makeTree(@TempDir Path folder) {
    tree = new SampleTree(folder);
  }

  @Test
  void aSoundTree() {
    Check check = new Check(new Workshop(tree.root()));
    assertThat(check.run(), is(empty()));
    assertThat(check.summary(), is("25 exercises, 30 tests, 25 wrong answers"));
  }

  // What is derived

  @Test
  void derivedFileMissing() {
    tree.delete(SampleTree.DERIVED);
    assertProblem(SampleTree.DERIVED + ": is missing", "./workshop derive");
  }

  @Test
  void derivedFileTooMany() {
    String extra = SampleTree.DERIVED.replace("Sample3", "Extra");
    tree.write(extra, "package sample;\n");
    assertProblem(extra + ": comes from no file of", "./workshop derive");
  }

  @Test
  void derivedFileDiffers() {
    tree.change(SampleTree.DERIVED, "return 7;", "return 8;");
    int line = lineOf(SampleTree.DERIVED, "return 8;");
    assertProblem(SampleTree.DERIVED + ":" + line + ": is not what comes", "./workshop derive");
  }

  @Test
  void derivedFileGoesOn() {
    tree.write(SampleTree.DERIVED, tree.read(SampleTree.DERIVED) + "// more\n");
    int line = lineOf(SampleTree.DERIVED, "// more");
    assertProblem(SampleTree.DERIVED + ":" + line + ": is not what comes", "./workshop derive");
  }

  // Numbers

  @Test
  void numberMissing() {
    renumber("3.5", "3.6");
    assertProblem(solution("Exercise 3.6") + "this is exercise 3.6, but there is no 3.5", "gaps");
  }

  @Test
  void numberTwiceInOneFile() {
    tree.change(SampleTree.SOLUTION, "Exercise 3.5:", "Exercise 3.4:");
    tree.change(SampleTree.SOLUTION, "exercise 3.5", "exercise 3.4");
    assertProblem(SampleTree.SOLUTION, "is inside another exercise, or there already");
  }

  @Test
  void numberTwiceInTwoFiles() {
    String twice = SampleTree.SOLUTION.replace("Sample3", "Twice");
    tree.write(
        twice,
        """
        package sample;

        class Twice {
          // --- Exercise 3.4: Number 4 (RFC 1)

          int four() {
            return 4;
          }

          // --- End of exercise 3.4
        }

        // Hints for 3.4:
        // - One.
        // - Two.
        """);
    tree.derive();
    assertProblem(twice + ":4: there is an exercise 3.4 already", SampleTree.SOLUTION);
  }

  @Test
  void numberOfAnotherPhase() {
    String other = SampleTree.SOLUTION.replace("Sample3", "Other");
    tree.write(other, tree.read(SampleTree.SOLUTION.replace("3", "4")).replace("Sample4", "Other"));
    tree.change(other, "4.", "8.");
    tree.derive();
    assertThat(
        problems().get(0),
        allOf(startsWith(other + ":5: exercise 8.1 is in phase3-sample"), containsString("phase")));
  }

  @Test
  void tooFewInAPhase() {
    remove("3.5");
    remove("3.4");
    add("2.6");
    add("2.7");
    assertProblem("phase3-sample/src/solution/java: 3 exercises here", "4 to 10");
  }

  @Test
  void tooManyInAPhase() {
    for (int number = 6; number <= 11; number++) {
      add("3." + number);
    }
    assertProblem("phase3-sample/src/solution/java: 11 exercises here", "4 to 10");
  }

  @Test
  void tooFewInAll() {
    remove("3.5");
    assertProblem("phases 1 to 5: 24 exercises in all", "25 to 35");
  }

  @Test
  void tooManyInAll() {
    for (int phase = 1; phase <= 3; phase++) {
      for (int number = 6; number <= 9; number++) {
        add(phase + "." + number);
      }
    }
    assertProblem("phases 1 to 5: 37 exercises in all", "25 to 35");
  }

  // Answers

  @Test
  void longAnswer() {
    tree.change(
        SampleTree.SOLUTION, "    return 2;", "    // A comment.\n\n" + "    foo();\n".repeat(30));
    tree.change(SampleTree.WRONG, "    return 2;", "// A comment.");
    tree.derive();
    assertThat(problems(), is(empty()));
    tree.change(SampleTree.SOLUTION, "    // A comment.", "    // A comment.\n    foo();");
    assertProblem(solution("Exercise 3.2") + "the answer of exercise 3.2 has 31 lines", "30");
  }

  @Test
  void linesOfCode() {
    assertThat(Check.linesOfCode("\n    return 1;\n  "), is(1));
    assertThat(Check.linesOfCode("\n\n    foo();\n\n    return 1; // one\n  "), is(2));
    assertThat(Check.linesOfCode("\n    // one\n    /* two */\n  "), is(0));
    assertThat(Check.linesOfCode("\n    /* one\n     * two\n     */\n    return 1;\n  "), is(1));
  }

  @Test
  void nothingToCut() {
    tree.change(
        SampleTree.SOLUTION, "  int number2() {\n    return 2;\n  }", "  int return_2 = 2;");
    tree.change(SampleTree.WRONG, "    return 2;", "int return_2");
    tree.derive();
    assertProblem(solution("Exercise 3.2") + "exercise 3.2 has no method", "Move the marks");
  }

  @ParameterizedTest
  @CsvSource({
    "public String toString(), toString",
    "public boolean equals(Object other), equals",
    "public int hashCode(), hashCode",
    "Sample3(), a constructor"
  })
  void whatMustStayGiven(String method, String name) {
    tree.change(SampleTree.SOLUTION, "int number2()", method);
    tree.derive();
    assertProblem(solution(method) + name + " is in exercise 3.2", "must stay given");
  }

  @Test
  void untilDoneInGivenCode() {
    tree.change(SampleTree.SOLUTION, "int given() {", "@UntilDone(\"0\") int given() {");
    tree.derive();
    assertProblem(solution("int given()") + "given is in no exercise", "@UntilDone");
  }

  @Test
  void untilDoneInAnExercise() {
    tree.change(SampleTree.SOLUTION, "int number1() {", "@UntilDone(\"0\") int number1() {");
    tree.derive();
    assertThat(problems(), is(empty()));
  }

  @Test
  void untilDoneThatDoesNotFit() {
    tree.change(SampleTree.SOLUTION, "int number1() {", "@UntilDone int number1() {");
    assertProblem(solution("int number1()") + "number1 returns something", "@UntilDone(\"true\")");
  }

  @Test
  void staticInitialiser() {
    tree.change(SampleTree.SOLUTION, "  int number2()", "  static {\n  }\n\n  int number2()");
    tree.derive();
    assertProblem(solution("static {") + "a static initialiser is in exercise 3.2", "given");
  }

  @ParameterizedTest
  @ValueSource(strings = {"number 2", "Number 2."})
  void title(String title) {
    tree.change(SampleTree.SOLUTION, "3.2: Number 2 (", "3.2: %s (".formatted(title));
    tree.change(SampleTree.CHAPTER, "### 3.2 Number 2", "### 3.2 " + title);
    tree.derive();
    assertProblem(solution("Exercise 3.2") + "the title \"" + title, "capital");
  }

  @Test
  void aFileThatIsNoJava() {
    tree.change(SampleTree.SOLUTION, "return 7;", "return 7");
    assertProblem(SampleTree.SOLUTION + ":", "';'");
  }

  @Test
  void aBrokenMark() {
    tree.change(SampleTree.SOLUTION, "// --- End of exercise 3.2\n", "\n");
    assertProblem(SampleTree.SOLUTION + ":", "mark");
  }

  // Hints

  @Test
  void noHints() {
    tree.change(SampleTree.SOLUTION, "// Hints for 3.2:\n// - It is a number.\n// - Count.\n", "");
    assertProblem(solution("Exercise 3.2") + "exercise 3.2 has no hints", "// Hints for 3.2:");
  }

  @Test
  void tooFewHints() {
    tree.change(
        SampleTree.SOLUTION, "// Hints for 3.2:\n// - It is a number.", "// Hints for 3.2:");
    assertProblem(solution("Exercise 3.2") + "exercise 3.2 has 1 hint,", "needs 2 to 5");
  }

  @Test
  void tooManyHints() {
    tree.change(
        SampleTree.SOLUTION, "// Hints for 3.2:", "// Hints for 3.2:" + "\n// - More.".repeat(4));
    assertProblem(solution("Exercise 3.2") + "exercise 3.2 has 6 hints,", "needs 2 to 5");
  }

  @Test
  void longHint() {
    String line = "// - " + "ü".repeat(96);
    tree.change(SampleTree.SOLUTION, "// Hints for 3.2:", "// Hints for 3.2:\n" + line);
    assertProblem(solution(line) + "this line of a hint has 101 columns", "100");
  }

  // Chapters

  @Test
  void noChapter() {
    tree.delete(SampleTree.CHAPTER);
    assertThat(problems().get(0), startsWith(SampleTree.CHAPTER + ":1: there is no such page"));
  }

  @Test
  void noHeading() {
    tree.change(SampleTree.CHAPTER, "### 3.2 Number 2", "Number 2");
    assertProblem(
        SampleTree.CHAPTER + ":", "exercise 3.2 has no section; write one: ### 3.2 Number 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"```", "````", "~~~"})
  void headingInABlockOfCode(String fence) {
    tree.change(
        SampleTree.CHAPTER,
        "### 3.2 Number 2",
        "%s java%n### 3.2 Number 2%n%s".formatted(fence, fence));
    assertProblem(
        SampleTree.CHAPTER + ":", "exercise 3.2 has no section; write one: ### 3.2 Number 2");
  }

  @Test
  void anotherTitle() {
    tree.change(SampleTree.CHAPTER, "### 3.2 Number 2", "### 3.2 Number two");
    assertProblem(
        SampleTree.CHAPTER + ":" + lineOf(SampleTree.CHAPTER, "### 3.2") + ": exercise 3.2",
        "\"Number 2\" in " + solution("Exercise 3.2").replace(": ", ""));
  }

  @Test
  void headingOfNoExercise() {
    tree.change(SampleTree.CHAPTER, "### 3.2 Number 2", "### 3.9 Nine\n\n### 3.2 Number 2");
    assertProblem(
        SampleTree.CHAPTER + ":" + lineOf(SampleTree.CHAPTER, "### 3.9") + ": there is no exercise",
        "3.9");
  }

  @Test
  void headingOfAnotherPhase() {
    tree.change(SampleTree.CHAPTER, "### 3.2 Number 2", "### 4.2 Number 2\n\n### 3.2 Number 2");
    assertProblem(
        SampleTree.CHAPTER + ":" + lineOf(SampleTree.CHAPTER, "### 4.2") + ": there is no exercise",
        "4.2 in this phase");
  }

  @Test
  void headingTwice() {
    tree.write(SampleTree.CHAPTER, tree.read(SampleTree.CHAPTER) + "\n### 3.2 Number 2\n");
    assertProblem(SampleTree.CHAPTER + ":", "a second heading for exercise 3.2");
  }

  @Test
  void headingsInAnotherOrder() {
    tree.change(SampleTree.CHAPTER, "### 3.2 Number 2\n", "");
    tree.write(SampleTree.CHAPTER, tree.read(SampleTree.CHAPTER) + "\n### 3.2 Number 2\n");
    assertProblem(
        SampleTree.CHAPTER + ":" + lineOf(SampleTree.CHAPTER, "### 3.2") + ":",
        "exercise 3.2 comes after 3.5 here");
  }

  // Tests

  @Test
  void noTest() {
    tree.change(SampleTree.TEST, "  @Exercise(\"3.2\")", "  @Exercise(\"3.1\")");
    assertProblem(solution("Exercise 3.2") + "exercise 3.2 has no test", "@Exercise(\"3.2\")");
  }

  @Test
  void onlyAClassIsAnnotated() {
    tree.change(SampleTree.TEST, "  @Exercise(\"3.2\")\n", "");
    tree.change(
        SampleTree.TEST, "class Sample", "@workshop.testkit.Exercise(\"3.2\")\nclass Sample");
    assertThat(problems(), is(empty()));
  }

  @Test
  void aClassWithoutTestsIsNoTest() {
    tree.change(SampleTree.TEST, "  @Exercise(\"3.2\")", "  @Exercise(\"3.1\")");
    tree.write(
        SampleTree.TEST.replace("Sample3Test", "EmptyTest"),
        "package sample;\n\n@Exercise(\"3.2\")\nclass EmptyTest {}\n");
    assertProblem(solution("Exercise 3.2") + "exercise 3.2 has no test", "@Exercise(\"3.2\")");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Test",
        "@org.junit.jupiter.api.Test",
        "@ParameterizedTest",
        "@RepeatedTest(3)",
        "@TestFactory",
        "@TestTemplate"
      })
  void testThatBelongsNowhere(String annotation) {
    tree.change(SampleTree.TEST, "  @Test\n  @Given\n", "  %s\n".formatted(annotation));
    assertProblem(test("void given()") + "Sample3Test.given belongs to no exercise", "@Given");
  }

  @Test
  void whatIsNoUnitTestNeedBelongNowhere() {
    for (String name : new String[] {"SampleIT", "Helper"}) {
      tree.write(
          SampleTree.TEST.replace("Sample3Test", name),
          "package sample;\n\nclass %s {\n  @Test\n  void runs() {}\n}\n".formatted(name));
    }
    assertThat(problems(), is(empty()));
  }

  @Test
  void nestedTests() {
    String nested =
        """
          @Nested
          class Inner {
            @Test
            void inside() {}
          }
        """;
    tree.change(SampleTree.TEST, "  @Test\n  @Given\n", nested + "  @Test\n  @Given\n");
    assertProblem(test("void inside()") + "Sample3Test.Inner.inside belongs to no", "@Given");
    tree.change(SampleTree.TEST, "class Sample3Test", "@Given\nclass Sample3Test");
    assertThat(problems(), is(empty()));
  }

  @Test
  void inheritedTests() {
    String base = SampleTree.TEST.replace("Sample3Test", "Base");
    tree.write(
        base, "package sample;\n\nabstract class Base<T> {\n  @Test\n  void inherited() {}\n}\n");
    String derived = SampleTree.TEST.replace("Sample3Test", "DerivedTest");
    tree.write(derived, "package sample;\n\nclass DerivedTest extends Base<String> {}\n");
    assertProblem(base + ":5: DerivedTest.inherited belongs to no exercise", "@Given");
    tree.change(derived, "class", "@Exercise(\"3.3\")\nclass");
    assertThat(problems(), is(empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.2", "3.9", "three"})
  void testOfNoExerciseOfThePhase(String id) {
    tree.change(SampleTree.TEST, "  @Given\n", "  @Exercise(\"%s\")\n".formatted(id));
    assertProblem(
        test("void given()") + "Sample3Test.given has @Exercise(\"%s\")".formatted(id),
        "phase3-sample");
  }

  @Test
  void aTestThatIsNoJava() {
    tree.change(SampleTree.TEST, "void given() {}", "void given() {");
    assertThat(problems().get(0), startsWith(SampleTree.TEST + ":"));
  }

  // Wrong answers

  @Test
  void noWrongAnswer() {
    tree.delete(SampleTree.WRONG);
    assertProblem(solution("Exercise 3.2") + "exercise 3.2 has no wrong answer", "wrong-answers");
  }

  @Test
  void wrongAnswerOfNoExercise() {
    String wrong = SampleTree.WRONG.replace("3.2", "3.9");
    tree.write(wrong, tree.read(SampleTree.WRONG).replace("3.2", "3.9"));
    assertProblem(wrong + ": there is no exercise 3.9", "number");
  }

  @Test
  void wrongAnswerOfAnotherName() {
    String wrong = SampleTree.WRONG.replace("3.2", "3.3");
    tree.write(wrong.replace("zero", "nought"), tree.read(SampleTree.WRONG));
    assertProblem(wrong.replace("zero", "nought") + ": this is for exercise 3.2", "\"3.2-\"");
  }

  @Test
  void rightAnswerIsNotThere() {
    tree.change(SampleTree.WRONG, "return 2;", "return 3;");
    assertProblem(SampleTree.WRONG + ": the text below \"Right:\" is not", "3.2");
  }

  @Test
  void rightAnswerIsThereTwice() {
    tree.change(SampleTree.WRONG, "    return 2;", "2");
    assertProblem(SampleTree.WRONG + ": the text below \"Right:\" is more than once", "3.2");
  }

  @Test
  void wrongAnswerWithoutAMessage() {
    tree.change(SampleTree.WRONG, "Message: zero\n", "");
    assertThat(problems().get(0), allOf(startsWith(SampleTree.WRONG), containsString("Message")));
  }

  @Test
  void everyProblemIsTold() {
    tree.delete(SampleTree.WRONG);
    tree.change(SampleTree.CHAPTER, "### 3.4", "### ");
    tree.change(SampleTree.TEST, "  @Given\n", "");
    tree.delete(SampleTree.DERIVED.replace("3", "5"));
    assertThat(
        problems(),
        contains(
            containsString("is missing"),
            containsString("### 3.4 Number 4"),
            containsString("belongs to no exercise"),
            containsString("has no wrong answer")));
  }

  // Helpers

  private List<String> problems() {
    return new Check(new Workshop(tree.root())).run();
  }

  /** The only problem begins like this, and has this in it. */
  private void assertProblem(String start, String part) {
    Matcher<String> told = allOf(startsWith(start), containsString(part));
    assertThat(problems(), contains(told));
  }

  private int lineOf(String file, String text) {
    int line = 0;
    for (String each : tree.read(file).lines().toList()) {
      line++;
      if (each.contains(text)) {
        return line;
      }
    }
    throw new AssertionError("\"%s\" is not in %s".formatted(text, file));
  }

  private String solution(String text) {
    return SampleTree.SOLUTION + ":" + lineOf(SampleTree.SOLUTION, text) + ": ";
  }

  private String test(String text) {
    return SampleTree.TEST + ":" + lineOf(SampleTree.TEST, text) + ": ";
  }

  /** Another exercise behind those that are there. */
  private void add(String id) {
    String phase = id.substring(0, 1);
    String number = id.substring(2);
    String solution = SampleTree.SOLUTION.replace("3", phase);
    String exercise =
        """
          // --- Exercise %s: Number %s (RFC 1)

          int number%s() {
            return %s;
          }

          // --- End of exercise %s

        """;
    tree.change(
        solution,
        "  int given()",
        exercise.formatted(id, number, number, number, id) + "  int given()");
    tree.write(
        solution, tree.read(solution) + "\n// Hints for %s:\n// - A.\n// - B.\n".formatted(id));
    String test = SampleTree.TEST.replace("3", phase);
    tree.change(
        test,
        "  @Test\n  @Given\n",
        "  @Test\n  @Exercise(\"%s\")\n  void number%s() {}\n\n  @Test\n  @Given\n"
            .formatted(id, number));
    String chapter = SampleTree.CHAPTER.replace("3", phase);
    tree.write(chapter, tree.read(chapter) + "\n### %s Number %s\n".formatted(id, number));
    tree.write(
        "backstage/wrong-answers/%s-zero.txt".formatted(id),
        "Zero.\n\nExercise: %s\nMessage: zero\nRight:\nreturn %s;\nWrong:\nreturn 0;\n"
            .formatted(id, number));
    tree.derive();
  }

  private void remove(String id) {
    String number = id.substring(2);
    String text = tree.read(SampleTree.SOLUTION);
    int from = text.indexOf("  // --- Exercise " + id);
    String end = "// --- End of exercise %s\n".formatted(id);
    int to = text.indexOf(end) + end.length();
    text = text.substring(0, from) + text.substring(to);
    tree.write(SampleTree.SOLUTION, text);
    tree.change(
        SampleTree.SOLUTION,
        "\n// Hints for %s:\n// - It is a number.\n// - Count.\n".formatted(id),
        "");
    tree.change(
        SampleTree.TEST,
        "  @Test\n  @Exercise(\"%s\")\n  void number%s() {}\n".formatted(id, number),
        "");
    tree.change(SampleTree.CHAPTER, "### %s ".formatted(id), "");
    tree.delete("backstage/wrong-answers/%s-zero.txt".formatted(id));
    tree.derive();
  }

  private void renumber(String from, String to) {
    for (String file : new String[] {SampleTree.SOLUTION, SampleTree.TEST, SampleTree.CHAPTER}) {
      tree.change(file, from, to);
    }
    String wrong = "backstage/wrong-answers/%s-zero.txt";
    tree.write(wrong.formatted(to), tree.read(wrong.formatted(from)).replace(from, to));
    tree.delete(wrong.formatted(from));
    tree.derive();
  }
}
