package workshop.backstage.docs.code;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** Cuts what a page shows out of the sources. */
public final class Cutter {
  private static final Pattern CODE =
      Pattern.compile("(?<file>[^#\\s]+\\.java)(#(?<members>.+?))?(?<comments> with comments)?");
  private static final Pattern PRE = Pattern.compile("<pre>(.*?)</pre>", Pattern.DOTALL);
  private static final Pattern SOLUTION = Pattern.compile("(^|.*/)src/solution/.*");

  private final Path root;
  private final Map<String, JavaSource> sources = new HashMap<>();

  /** Out of the files of this tree. */
  public Cutter(Path root) {
    this.root = root;
  }

  /**
   * The lines of code that a mark names.
   *
   * @param value "PATH", or "PATH#member, member", and maybe " with comments" behind it
   * @throws Problem if there is no such thing
   */
  public List<String> code(String value) {
    Matcher mark = CODE.matcher(value);
    if (!mark.matches()) {
      throw new Problem(
          "\"%s\" names no code; the form is PATH.java or PATH.java#member, member"
              .formatted(value));
    }
    String file = mark.group("file");
    JavaSource source = source(file);
    boolean comments = mark.group("comments") != null;
    List<JavaSource.Member> members = new ArrayList<>();
    if (mark.group("members") == null) {
      members.add(mainType(file, source));
    } else {
      for (String name : mark.group("members").split(",\\s*")) {
        List<JavaSource.Member> found = source.members(name.strip());
        if (found.isEmpty()) {
          throw new Problem(
              "there is no \"%s\" in %s; look for its name now".formatted(name.strip(), file));
        }
        members.addAll(found);
      }
    }
    List<String> cut = new ArrayList<>();
    JavaSource.Member last = null;
    for (JavaSource.Member member : members) {
      int from = comments ? member.javadoc() : member.from();
      // Fields without a line between them stay together.
      if (last != null && from != last.to()) {
        cut.add("");
      }
      cut.addAll(source.lines().subList(from, member.to()));
      last = member;
    }
    return withoutIndentation(cut);
  }

  /**
   * The picture in the javadoc of a file's type.
   *
   * @throws Problem if there is none
   */
  public List<String> picture(String file) {
    JavaSource source = source(file);
    JavaSource.Member type = mainType(file, source);
    String javadoc =
        String.join("\n", source.lines().subList(type.javadoc(), type.from()))
            .replaceAll("(?m)^ \\* ?", "");
    Matcher pre = PRE.matcher(javadoc);
    if (!pre.find()) {
      throw new Problem(
          "there is no <pre> in the javadoc of %s; name a file that has one".formatted(file));
    }
    List<String> picture = new ArrayList<>();
    for (String line : unescaped(pre.group(1)).split("\n", -1)) {
      picture.add(line.stripTrailing());
    }
    while (!picture.isEmpty() && picture.get(0).isEmpty()) {
      picture.remove(0);
    }
    while (!picture.isEmpty() && picture.get(picture.size() - 1).isEmpty()) {
      picture.remove(picture.size() - 1);
    }
    return withoutIndentation(picture);
  }

  private static String unescaped(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#64;", "@")
        .replace("&#42;", "*")
        .replace("&#47;", "/")
        .replace("&amp;", "&");
  }

  private JavaSource source(String file) {
    if (SOLUTION.matcher(file).matches()) {
      throw new Problem(
          "%s has the answers, which no page shows; use src/exercise, src/main or src/test"
              .formatted(file));
    }
    Path path = root.resolve(file).normalize();
    if (!path.startsWith(root) || !Files.isRegularFile(path)) {
      throw new Problem(
          "there is no file %s; give its path from the top of the tree".formatted(file));
    }
    return sources.computeIfAbsent(file, name -> new JavaSource(name, Workshop.read(path)));
  }

  private static JavaSource.Member mainType(String file, JavaSource source) {
    String name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.java$", "");
    Optional<JavaSource.Member> type =
        source.types().stream().filter(found -> found.name().equals(name)).findFirst();
    return type.orElseThrow(
        () -> new Problem("there is no type %s in %s; name members of it".formatted(name, file)));
  }

  private static List<String> withoutIndentation(List<String> lines) {
    int indentation =
        lines.stream()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    return lines.stream()
        .map(line -> line.isBlank() ? "" : line.substring(indentation).stripTrailing())
        .toList();
  }
}
