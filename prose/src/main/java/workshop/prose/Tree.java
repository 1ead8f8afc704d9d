package workshop.prose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the workshop that have prose in them. */
final class Tree {
  private static final Pattern PAGES =
      Pattern.compile(
          "(README|CONTRIBUTING|CHANGELOG|docs/(?![a-z]{2}/).*|backstage/README|\\.github/.*)\\.md");
  private static final Pattern CODE =
      Pattern.compile(
          "(phase\\d+-\\w+/src/(main|solution)|(testkit|classroom|backstage|prose)/src/main)/java/.*\\.java");

  private final Path root;

  Tree(Path root) {
    this.root = root;
  }

  /** Their paths from the top of the tree, with slashes. */
  List<String> files() {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(file -> PAGES.matcher(file).matches() || CODE.matcher(file).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The prose of one of them. */
  List<Passage> passages(String file) {
    try {
      String text = Files.readString(root.resolve(file));
      return file.endsWith(".md") ? MarkdownProse.passages(text) : JavaProse.passages(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
