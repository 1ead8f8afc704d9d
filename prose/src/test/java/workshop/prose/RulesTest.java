package workshop.prose;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.languagetool.rules.CorrectExample;
import org.languagetool.rules.IncorrectExample;
import org.languagetool.rules.patterns.AbstractPatternRule;

/** Each rule finds its bad sentences, and leaves its good ones alone. */
class RulesTest {
  private static final Linter LINTER = new Linter();

  @TestFactory
  Stream<DynamicTest> examples() {
    return LINTER.rules().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getId(), () -> holds(rule)));
  }

  private static void holds(AbstractPatternRule rule) {
    assertThat("bad sentences", rule.getIncorrectExamples(), not(empty()));
    assertThat("good sentences", rule.getCorrectExamples(), not(empty()));
    for (IncorrectExample bad : rule.getIncorrectExamples()) {
      assertThat(bad.getExample(), found(plain(bad.getExample())), hasItem(marked(rule, bad)));
    }
    for (CorrectExample good : rule.getCorrectExamples()) {
      assertThat(good.getExample(), found(good.getExample()), empty());
    }
  }

  private static List<String> found(String text) {
    return LINTER.matches(text).stream()
        .map(
            match ->
                match.getRule().getId()
                    + ": "
                    + text.substring(match.getFromPos(), match.getToPos()))
        .toList();
  }

  private static String plain(String example) {
    return example.replaceAll("</?marker>", "");
  }

  private static String marked(AbstractPatternRule rule, IncorrectExample example) {
    return rule.getId()
        + ": "
        + example.getExample().replaceAll("(?s).*<marker>(.*)</marker>.*", "$1");
  }
}
