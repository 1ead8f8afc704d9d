package workshop.exercises;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A phase of the workshop.
 *
 * @param number from 1 on
 * @param folder its module's, for instance phase3-ipv4
 */
public record Phase(int number, Path folder) {
  private static final Pattern NAME = Pattern.compile("phase([1-9][0-9]?)-[a-z0-9]+");

  /** The number in a folder's name; empty if the folder is not a phase. */
  public static Optional<Integer> number(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }

  /** For instance phase3-ipv4: the folder's name, and the module's. */
  public String name() {
    return folder.getFileName().toString();
  }

  /** Its name without the number, for instance ipv4. */
  public String topic() {
    return name().replaceFirst("phase[0-9]+-", "");
  }

  /** The path of its chapter, from the top of the tree. */
  public String chapter() {
    return "docs/" + name() + ".md";
  }

  public Path given() {
    return folder.resolve("src/main/java");
  }

  public Path solutions() {
    return folder.resolve("src/solution/java");
  }

  public Path exercises() {
    return folder.resolve("src/exercise/java");
  }

  public Path tests() {
    return folder.resolve("src/test/java");
  }
}
