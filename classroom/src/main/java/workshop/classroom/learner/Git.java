package workshop.classroom.learner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workshop.exercises.Problem;

/** The program git, in a tree. It only reads there. */
final class Git {
  /**
   * A file that differs between two commits.
   *
   * @param path from the top of the tree
   * @param before its contents in the first commit; empty if it is not there
   * @param after its contents in the second
   * @param executable whether it may be run, in the second
   */
  record Difference(
      String path, Optional<byte[]> before, Optional<byte[]> after, boolean executable) {}

  private static final int RAW_MODE = 1;
  private static final int RAW_BEFORE = 2;
  private static final int RAW_AFTER = 3;

  private final Path root;

  Git(Path root) {
    this.root = root;
  }

  /** What a command prints; empty if it fails. */
  Optional<String> ask(String... arguments) {
    Result result = run(List.of(arguments));
    return result.code == 0 ? Optional.of(text(result.printed).strip()) : Optional.empty();
  }

  /**
   * What a command prints.
   *
   * @param advice what to do where it fails
   * @throws Problem if it fails
   */
  String need(String advice, String... arguments) {
    Result result = run(List.of(arguments));
    if (result.code != 0) {
      String why = result.said.lines().findFirst().orElse("it failed");
      throw new Problem("git %s: %s\n%s".formatted(arguments[0], why, advice));
    }
    return text(result.printed).strip();
  }

  /** All files that differ. */
  List<Difference> differences(String before, String after) {
    String raw =
        need(
            "Nothing was changed.",
            "diff",
            "--raw",
            "--no-renames",
            "--no-abbrev",
            "-z",
            before,
            after);
    List<Difference> differences = new ArrayList<>();
    String[] fields = raw.split("\0");
    // ":100644 100755 <blob before> <blob after> M", and the path
    for (int i = 0; i + 1 < fields.length; i += 2) {
      String[] words = fields[i].split(" ");
      differences.add(
          new Difference(
              fields[i + 1],
              blob(words[RAW_BEFORE]),
              blob(words[RAW_AFTER]),
              words[RAW_MODE].equals("100755")));
    }
    return differences;
  }

  /** The paths of all files of a commit. */
  List<String> files(String commit) {
    return List.of(
        need("Nothing was changed.", "ls-tree", "-r", "-z", "--name-only", commit).split("\0"));
  }

  /** A file of a commit. */
  byte[] file(String commit, String path) {
    return run(List.of("cat-file", "blob", commit + ":" + path)).printed;
  }

  private Optional<byte[]> blob(String name) {
    return name.matches("0+")
        ? Optional.empty()
        : Optional.of(run(List.of("cat-file", "blob", name)).printed);
  }

  /** Both changes to a text; empty if they are to the same lines. */
  Optional<byte[]> merge(byte[] mine, byte[] base, byte[] theirs) {
    try {
      Path folder = Files.createTempDirectory("workshop-update");
      Path a = Files.write(folder.resolve("mine"), mine);
      Path b = Files.write(folder.resolve("base"), base);
      Path c = Files.write(folder.resolve("theirs"), theirs);
      try {
        Result result =
            run(List.of("merge-file", "-p", "-q", a.toString(), b.toString(), c.toString()));
        return result.code == 0 ? Optional.of(result.printed) : Optional.empty();
      } finally {
        for (Path file : List.of(a, b, c, folder)) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Result(int code, byte[] printed, String said) {}

  private Result run(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(arguments);
    try {
      Path said = Files.createTempFile("workshop-git", "");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command).directory(root.toFile()).redirectError(said.toFile());
        // Rather no answer than a question that nobody sees.
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        Process process = builder.start();
        process.getOutputStream().close();
        byte[] printed = process.getInputStream().readAllBytes();
        int code = process.waitFor();
        return new Result(code, printed, Files.readString(said, StandardCharsets.ISO_8859_1));
      } finally {
        Files.delete(said);
      }
    } catch (IOException e) {
      throw new Problem("git does not start: it is what brings the newer version.\nInstall it.");
    } catch (InterruptedException e) {
      throw new Problem("Interrupted. Nothing was changed.");
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
