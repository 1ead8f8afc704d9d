package workshop.classroom.learner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final String NOTHING = "Nothing was changed.";
  private static final Pattern TREE_LINE = Pattern.compile("[0-9]+ blob ([0-9a-f]+)\t(.+)");

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
    String raw = need(NOTHING, "diff", "--raw", "--no-renames", "--no-abbrev", "-z", before, after);
    // ":100644 100755 <blob before> <blob after> M", and the path
    String[] fields = raw.isEmpty() ? new String[0] : raw.split("\0");
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i + 1 < fields.length; i += 2) {
      names.addAll(List.of(fields[i].split(" ")).subList(RAW_BEFORE, RAW_AFTER + 1));
    }
    names.removeIf(name -> name.matches("0+"));
    Map<String, byte[]> blobs = blobs(names);
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i + 1 < fields.length; i += 2) {
      String[] words = fields[i].split(" ");
      differences.add(
          new Difference(
              fields[i + 1],
              Optional.ofNullable(blobs.get(words[RAW_BEFORE])),
              Optional.ofNullable(blobs.get(words[RAW_AFTER])),
              words[RAW_MODE].equals("100755")));
    }
    return differences;
  }

  /** Those files of a commit whose paths are like this, by their paths. */
  Map<String, byte[]> files(String commit, Pattern path) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String line : need(NOTHING, "ls-tree", "-r", "-z", commit).split("\0")) {
      Matcher matcher = TREE_LINE.matcher(line);
      if (matcher.matches() && path.matcher(matcher.group(2)).matches()) {
        names.put(matcher.group(2), matcher.group(1));
      }
    }
    Map<String, byte[]> blobs = blobs(names.values());
    Map<String, byte[]> files = new LinkedHashMap<>();
    names.forEach((file, name) -> files.put(file, blobs.get(name)));
    return files;
  }

  /** All at once: git takes longer to start than to find one. */
  private Map<String, byte[]> blobs(Collection<String> names) {
    Map<String, byte[]> blobs = new HashMap<>();
    try {
      Path wanted = Files.write(Files.createTempFile("workshop-git", ""), names);
      Result result = run(List.of("cat-file", "--batch"), wanted);
      Files.delete(wanted);
      // "<name> blob <length>", the contents, and the end of a line
      ByteBuffer printed = ByteBuffer.wrap(result.printed);
      while (printed.hasRemaining()) {
        StringBuilder head = new StringBuilder();
        for (char c = (char) printed.get(); c != '\n'; c = (char) printed.get()) {
          head.append(c);
        }
        String[] words = head.toString().split(" ");
        byte[] blob = new byte[Integer.parseInt(words[2])];
        printed.get(blob);
        printed.get();
        blobs.put(words[0], blob);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return blobs;
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
    return run(arguments, null);
  }

  private Result run(List<String> arguments, Path input) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(arguments);
    try {
      Path said = Files.createTempFile("workshop-git", "");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command).directory(root.toFile()).redirectError(said.toFile());
        if (input != null) {
          builder.redirectInput(input.toFile());
        }
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
      throw new Problem("git does not start, and update needs it.\nInstall it.");
    } catch (InterruptedException e) {
      throw new Problem("Interrupted. " + NOTHING);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
