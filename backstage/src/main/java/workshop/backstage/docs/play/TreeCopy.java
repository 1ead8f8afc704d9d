package workshop.backstage.docs.play;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** A copy of the tree as git would commit it: what the pages show is done there. */
final class TreeCopy {
  /** Built files stay from page to page: a new build takes the most time. */
  private static final Set<String> LEFT_OUT =
      Set.of("target", ".git", ".workshop", ".idea", ".vscode");

  private final Workshop workshop;
  private final Path folder;
  private final Map<String, String> environment;
  private final Set<Path> files = new TreeSet<>();

  /**
   * Makes it.
   *
   * @param folder where to; it is not there yet
   * @param environment for git
   */
  TreeCopy(Workshop workshop, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    this.workshop = workshop;
    this.folder = folder;
    this.environment = environment;
    files.addAll(committed());
    Files.createDirectories(folder);
  }

  Path folder() {
    return folder;
  }

  private List<Path> committed() throws IOException, InterruptedException {
    Path root = workshop.root();
    if (Files.exists(root.resolve(".git"))) {
      ProcessBuilder git =
          new ProcessBuilder(
                  "git",
                  "-c",
                  "safe.directory=*",
                  "ls-files",
                  "-z",
                  "--cached",
                  "--others",
                  "--exclude-standard")
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      Process process = git.start();
      String names = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() == 0) {
        return Arrays.stream(names.split("\0"))
            .filter(name -> !name.isEmpty() && Files.isRegularFile(root.resolve(name)))
            .map(Path::of)
            .toList();
      }
    }
    return walk(root);
  }

  /** The files below a folder, without what is built. */
  private static List<Path> walk(Path top) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(top) && LEFT_OUT.contains("" + folder.getFileName())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found.add(top.relativize(file));
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  /** As for a new page: nothing is left of what an earlier one has done, but what was built. */
  void startPage() throws IOException, InterruptedException {
    for (Path file : walk(folder)) {
      if (!files.contains(file)) {
        Files.delete(folder.resolve(file));
      }
    }
    delete(folder.resolve(".git"));
    prepare(Scene.START);
    git("init", "-q", "-b", "main");
    git("add", "-A");
    git("commit", "-q", "-m", "The workshop");
  }

  /** The files of the tree, with the answers of this scene. Other files at its top stay. */
  void prepare(Scene scene) throws IOException {
    Map<Path, String> exercises = scene.files(workshop);
    Map<Path, byte[]> wanted = new TreeMap<>();
    Set<Path> exerciseFolders = new TreeSet<>();
    workshop
        .phases()
        .forEach(phase -> exerciseFolders.add(workshop.root().relativize(phase.exercises())));
    for (Path file : files) {
      if (exerciseFolders.stream().noneMatch(file::startsWith)) {
        wanted.put(file, Files.readAllBytes(workshop.root().resolve(file)));
      }
    }
    exercises.forEach((file, text) -> wanted.put(file, text.getBytes(StandardCharsets.UTF_8)));

    for (Path file : walk(folder)) {
      if (!wanted.containsKey(file) && file.getNameCount() > 1) {
        Files.delete(folder.resolve(file));
      }
    }
    delete(folder.resolve(".workshop"));
    for (var phase : workshop.phases()) {
      // The scene decides which exercises are done.
      for (String place : List.of("target/exercises.txt", "target/solutions/exercises.txt")) {
        Files.deleteIfExists(folder.resolve(phase.name()).resolve(place));
      }
    }
    for (Map.Entry<Path, byte[]> file : wanted.entrySet()) {
      write(file.getKey(), file.getValue());
    }
  }

  /** Only what differs: Maven compiles what is newer than its classes. */
  private void write(Path file, byte[] wanted) throws IOException {
    Path target = folder.resolve(file);
    Path source = workshop.root().resolve(file);
    if (Files.isRegularFile(target) && Arrays.equals(Files.readAllBytes(target), wanted)) {
      return;
    }
    boolean isNew = !Files.exists(target);
    Files.createDirectories(target.getParent());
    if (isNew && Files.exists(source)) {
      Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }
    Files.write(target, wanted);
    Files.setLastModifiedTime(target, FileTime.from(Instant.now()));
  }

  private static void delete(Path top) throws IOException {
    if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException problem)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void git(String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
      builder.environment().clear();
      builder.environment().putAll(environment);
      Process git = builder.start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (git.waitFor() != 0) {
        throw new Problem(
            "git %s fails in the copy of the tree: %s".formatted(arguments[0], said.strip()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
