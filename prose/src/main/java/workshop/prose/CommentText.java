package workshop.prose;

import com.github.javaparser.ast.comments.Comment;
import java.util.function.ObjIntConsumer;
import java.util.regex.Pattern;

/** The words of a comment, line by line, without what is there for tools. */
final class CommentText {
  private static final Pattern CODE =
      Pattern.compile("\\{@(?:code|literal|value)[^}]*}|`[^`]*`|<code>.*?</code>");
  private static final Pattern LINK =
      Pattern.compile("\\{@link(?:plain)?\\s+\\S+?(?:\\s+([^}]*))?}");

  private CommentText() {}

  /**
   * Reads a comment.
   *
   * @param words takes the words of a line, and the line
   * @param end is called where a passage ends
   */
  static void read(Comment comment, ObjIntConsumer<String> words, Runnable end) {
    int line = comment.getBegin().orElseThrow().line;
    boolean picture = false;
    // Code may reach over the end of a line: the line breaks in it are kept.
    for (String text : withoutCode(comment.getContent()).split("\n", -1)) {
      String plain = text.replaceFirst("^\\s*\\*", "").strip();
      picture = picture && !plain.contains("</pre>") || plain.contains("<pre>");
      if (plain.isEmpty() || plain.matches("(@|- |<p>|<li>|</?ul>|---).*")) {
        end.run();
      }
      if (!picture && !plain.matches("@(see|param \\S+)$|@see .*")) {
        words.accept(
            plain
                .replaceFirst("^@(param|throws) \\S+|^@\\w+|^- |^---", "")
                .replaceAll("</?\\w+[^>]*>", " ")
                .strip(),
            line);
      }
      line++;
    }
    if (!comment.isLineComment()) {
      end.run();
    }
  }

  /** With {@link Passage#CODE} in place of each piece of code. */
  static String withoutCode(String text) {
    String linked =
        LINK.matcher(text).replaceAll(link -> link.group(1) == null ? Passage.CODE : "$1");
    return CODE.matcher(linked)
        .replaceAll(code -> Passage.CODE + "\n".repeat((int) code.group().lines().count() - 1));
  }
}
