package workshop.backstage.instructor;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import workshop.backstage.Scratch;
import workshop.exercises.Phase;
import workshop.exercises.Workshop;

/**
 * A copy of the workshop's tree, with a learner's src/exercise in it and nothing else of the
 * learner's. The answers are not in it: the learner's code runs beside it.
 */
final class FreshTree {
  private static final Set<String> LEFT_OUT = Set.of("target", ".git", ".workshop", ".idea");

  private final Workshop workshop;
  private final Path learners;
  private final Path root;

  FreshTree(Workshop workshop, Path learners, String name) {
    this.workshop = workshop;
    this.learners = learners;
    root = workshop.root().resolve("backstage/target/grade").resolve(folderName(learners, name));
  }

  /** Two learners' folders may have the same name. */
  private static String folderName(Path learners, String name) {
    String path = learners.toAbsolutePath().normalize().toString();
    return "%s-%08x".formatted(name.replaceAll("[^\\w.-]", "_"), path.hashCode());
  }

  Path root() {
    return root;
  }

  /** Removes the old one, and makes a new one. */
  void make() throws IOException {
    Scratch.delete(root);
    List<Path> notOurs =
        workshop.phases().stream()
            .flatMap(
                phase -> Stream.of("src/exercise", "src/solution").map(phase.folder()::resolve))
            .toList();
    Files.createDirectories(root);
    copy(workshop.root(), root, notOurs);
    for (Phase phase : workshop.phases()) {
      Path exercises = Path.of(phase.name(), "src/exercise/java");
      Files.createDirectories(root.resolve(exercises));
      if (Files.isDirectory(learners.resolve(exercises), LinkOption.NOFOLLOW_LINKS)) {
        copy(learners.resolve(exercises), root.resolve(exercises), List.of());
      }
    }
  }

  /** Plain files and folders only: a link could lead anywhere. */
  private void copy(Path from, Path to, List<Path> without) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (!folder.equals(from) && isLeftOut(folder) || without.contains(folder)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              Path copy = to.resolve(from.relativize(file));
              Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Somebody may have put the learners' trees into ours. */
  private boolean isLeftOut(Path folder) {
    return LEFT_OUT.contains(folder.getFileName().toString())
        || workshop.phases().stream()
            .anyMatch(phase -> Files.isDirectory(folder.resolve(phase.name())));
  }
}
