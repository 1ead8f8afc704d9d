package workshop.prose;

import java.util.ArrayList;
import java.util.List;

/** Sentences that may break a rule: each has a reason. */
final class Exceptions {
  private record Entry(String rule, String words, String reason) {
    boolean covers(Finding finding) {
      return rule.equals(finding.rule()) && finding.sentence().contains(words);
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final List<Entry> unused = new ArrayList<>();

  /**
   * Reads them.
   *
   * @param text one a line: rule | words of the sentence | reason; lines that begin with # are
   *     notes
   */
  Exceptions(String text) {
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split("\\s*\\|\\s*", 3);
      if (parts.length < 3 || parts[2].isBlank()) {
        throw new IllegalArgumentException(
            "\"%s\" has no reason; write: rule | words of the sentence | reason".formatted(line));
      }
      entries.add(new Entry(parts[0].strip(), parts[1], parts[2]));
    }
    unused.addAll(entries);
  }

  /** Whether this sentence may break the rule. */
  boolean cover(Finding finding) {
    unused.removeIf(entry -> entry.covers(finding));
    return entries.stream().anyMatch(entry -> entry.covers(finding));
  }

  /** Those that no sentence has needed. */
  List<String> unused() {
    return unused.stream().map(entry -> entry.rule() + " | " + entry.words()).toList();
  }
}
