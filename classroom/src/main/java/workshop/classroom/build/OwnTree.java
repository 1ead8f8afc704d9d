package workshop.classroom.build;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import workshop.classroom.machine.Start;
import workshop.classroom.machine.Sudo;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/**
 * Checks that this user may write where a build writes. After a build with sudo, the files may
 * belong to root.
 */
final class OwnTree {
  private OwnTree() {}

  static void check(Workshop workshop) throws IOException {
    Path maven = Start.home().resolve(".m2");
    for (Path folder : new Path[] {maven, maven.resolve("repository")}) {
      if (Files.exists(folder)) {
        check(folder, maven);
      }
    }
    Path root = workshop.root();
    check(root, root);
    try (var modules = Files.newDirectoryStream(root, "*")) {
      for (Path module : modules) {
        if (Files.isDirectory(module.resolve("target"))) {
          checkAll(module.resolve("target"), root);
        }
      }
    }
    checkHome(maven);
  }

  private static void checkAll(Path folder, Path giveBack) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            return check(path, giveBack);
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            return attributes.isRegularFile() ? check(path, giveBack) : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException e) {
            return FileVisitResult.CONTINUE; // it has just gone
          }
        });
  }

  private static FileVisitResult check(Path path, Path giveBack) throws IOException {
    if (Files.exists(path) && !Files.isWritable(path)) {
      throw new Problem(
          ("%s belongs to %s, and %s may not write there (a build with sudo?).\n" + "%s %s '%s'")
              .formatted(
                  path,
                  Files.getOwner(path),
                  Start.user(),
                  Sudo.before("chown -R"),
                  Start.user(),
                  giveBack));
    }
    return FileVisitResult.CONTINUE;
  }

  /** A user id of a container's may have no home, or one that is "/". */
  private static void checkHome(Path maven) {
    boolean elsewhere =
        System.getenv().getOrDefault("MAVEN_OPTS", "").contains("-Dmaven.repo.local=");
    if (!elsewhere && !Files.exists(maven) && !Files.isWritable(Start.home())) {
      throw new Problem(
          ("HOME is %s, and %s may not write there. Maven keeps its downloads in HOME.\n"
                  + "Choose a folder of your own: mkdir -p /tmp/home; export HOME=/tmp/home")
              .formatted(Start.home(), Start.user()));
    }
  }
}
