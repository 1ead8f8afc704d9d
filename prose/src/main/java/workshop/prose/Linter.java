package workshop.prose;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.languagetool.JLanguageTool;
import org.languagetool.Language;
import org.languagetool.UserConfig;
import org.languagetool.chunking.Chunker;
import org.languagetool.language.English;
import org.languagetool.rules.Rule;
import org.languagetool.rules.RuleMatch;
import org.languagetool.rules.patterns.AbstractPatternRule;
import org.languagetool.rules.patterns.PatternRuleLoader;

/**
 * Holds prose against the rules of {@code rules.xml}, and against no rule of LanguageTool's own.
 */
final class Linter {
  private static final String RULES = "rules.xml";

  /** English as LanguageTool knows it: sentences, words and parts of speech, but no rules. */
  @SuppressWarnings({
    "deprecation",
    "try"
  }) // LanguageTool makes its own English once, with its rules
  private static final class PlainEnglish extends English {
    @Override
    public List<Rule> getRelevantRules(
        ResourceBundle messages, UserConfig user, Language motherTongue, List<Language> others) {
      return List.of();
    }

    @Override
    protected List<AbstractPatternRule> getPatternRules() {
      return List.of();
    }

    /** No rule asks for the groups of words, which take long to find. */
    @Override
    public Chunker createDefaultChunker() {
      return null;
    }
  }

  private final JLanguageTool tool;
  private final List<AbstractPatternRule> rules;

  Linter() {
    Language english = new PlainEnglish();
    tool = new JLanguageTool(english);
    try (InputStream in = Linter.class.getResourceAsStream(RULES)) {
      rules = new PatternRuleLoader().getRules(in, RULES, english);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rules.forEach(tool::addRule);
  }

  List<AbstractPatternRule> rules() {
    return rules;
  }

  /** What is not plain in these passages of a file. */
  List<Finding> findings(String file, List<Passage> passages) {
    List<Finding> findings = new ArrayList<>();
    for (Passage passage : passages) {
      for (RuleMatch match : matches(passage.text())) {
        findings.add(
            new Finding(
                file,
                passage.line(match.getFromPos()),
                match.getRule().getId(),
                passage.text().substring(match.getFromPos(), match.getToPos()),
                match.getSentence().getText().strip().replaceAll("\\s+", " "),
                match.getMessage()));
      }
    }
    return findings;
  }

  /** The places in this text that break a rule. */
  List<RuleMatch> matches(String text) {
    try {
      return tool.check(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
