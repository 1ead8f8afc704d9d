package workshop.prose;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Words that belong together, such as a paragraph, a docstring or a message.
 *
 * @param text without marks; each piece of code in it is the word {@link #CODE}
 * @param lines the line of the file for each offset in the text where a new line begins
 */
record Passage(String text, NavigableMap<Integer, Integer> lines) {
  /** Takes the place of code, and of a value in a message. */
  static final String CODE = "Code";

  /** The line of the file, from 1 on. */
  int line(int offset) {
    return lines.floorEntry(offset).getValue();
  }

  /** Collects the text of a passage. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private final NavigableMap<Integer, Integer> lines = new TreeMap<>();

    /** Adds words from this line of the file. */
    Builder add(String words, int line) {
      lines.put(text.length(), line);
      text.append(words);
      return this;
    }

    /** Whether there is nothing to read. */
    boolean isEmpty() {
      return text.toString().isBlank();
    }

    Passage build() {
      return new Passage(text.toString(), lines);
    }
  }
}
