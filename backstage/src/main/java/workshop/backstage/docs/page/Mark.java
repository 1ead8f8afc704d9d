package workshop.backstage.docs.page;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A mark in a page: an HTML comment on a line of its own, which tells this program about the block
 * below it.
 *
 * @param line from 1 on
 * @param value the text after the colon
 */
public record Mark(int line, Kind kind, String value) {

  /** What a mark may say, and above which blocks. */
  public enum Kind {
    CODE("code", "java"),
    PICTURE("picture", "text"),
    TERMINAL("terminal", "console"),
    TYPED("typed", "console"),
    SCENE("scene", "console", "sh"),
    NOT_RUN("not run", "console", "sh"),
    CHANGES("changes"),
    SKIPS("skips");

    private final String word;
    private final List<String> languages;

    Kind(String word, String... languages) {
      this.word = word;
      this.languages = List.of(languages);
    }

    /** How it is written. */
    public String word() {
      return word;
    }

    /** The languages of the blocks that it may be about; none if it is about the whole page. */
    public List<String> languages() {
      return languages;
    }

    /** Whether it is about the whole page. */
    public boolean isForPage() {
      return languages.isEmpty();
    }

    static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** All words, for messages. */
    static String words() {
      return String.join(", ", Arrays.stream(values()).map(Kind::word).toList());
    }
  }
}
