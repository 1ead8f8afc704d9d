package workshop.prose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The files of the workshop that have prose in them. */
final class Tree {
  private static final Pattern PAGES =
      Pattern.compile(
          "(README|CONTRIBUTING|CHANGELOG|docs/(?![a-z]{2}/).*|backstage/README|\\.github/.*)\\.md");
  private static final Pattern CODE =
      Pattern.compile(
          "(phase\\d+-\\w+/src/(main|solution)|(testkit|classroom|backstage|prose)/src/main)/java/.*\\.java");

  /** The output of a build is no prose, and may vanish at any time. */
  private static final Set<String> LEFT_OUT = Set.of("target", ".git");

  private final Path root;

  Tree(Path root) {
    this.root = root;
  }

  /** Their paths from the top of the tree, with slashes. */
  List<String> files() {
    List<String> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return LEFT_OUT.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = root.relativize(file).toString().replace('\\', '/');
              if (PAGES.matcher(name).matches() || CODE.matcher(name).matches()) {
                files.add(name);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Collections.sort(files);
    return files;
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
