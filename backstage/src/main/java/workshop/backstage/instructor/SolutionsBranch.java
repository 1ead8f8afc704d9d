package workshop.backstage.instructor;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import workshop.backstage.Scratch;
import workshop.exercises.Phase;
import workshop.exercises.Problem;
import workshop.exercises.SolutionFile;

/**
 * The branch "solutions": the current commit, with the answers in src/exercise. It is made of what
 * is committed; neither the files on the disk nor git's index play a part, or are touched.
 */
final class SolutionsBranch {
  private static final String NAME = "solutions";
  private static final String REF = "refs/heads/" + NAME;

  private static final Pattern FILE =
      Pattern.compile("(phase([1-9][0-9]?)-[a-z0-9]+)/src/(solution|exercise)/java/(.*\\.java)");

  private static final Pattern VERSION = Pattern.compile("<revision>([^<]+)</revision>");

  /** A made commit says what it was made from and what it holds: a change by hand shows. */
  private static final String MESSAGE =
      """
      The answers are in src/exercise

      Do not commit here: ./workshop solutions-branch makes this commit from
      the one before it, and replaces it the next time.

      Version: %s
      Made-From: %s
      Made-Tree: %s
      """;

  /** How much of a commit's id is shown. */
  private static final int SHORT = 10;

  private static final String WHO = "workshop solutions-branch";
  private static final String ADDRESS = "workshop@localhost";

  /** A file of a commit: its mode, as git writes it, and its contents' id. */
  private record Entry(String mode, String blob) {}

  /** A commit; {@code date} is in git's raw form: seconds since 1970, and the time zone. */
  private record Commit(String tree, String parents, String date, String message) {
    /** Reads what "git cat-file commit" prints. */
    static Commit parse(String text) {
      int end = (text + "\n\n").indexOf("\n\n");
      List<String> header = text.substring(0, end).lines().toList();
      String committer = field(header, "committer ");
      return new Commit(
          field(header, "tree "),
          field(header, "parent "),
          committer.substring(committer.lastIndexOf('>') + 1).strip(),
          text.substring(end).strip());
    }

    private static String field(List<String> header, String name) {
      return header.stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(name.length()))
          .collect(Collectors.joining(" "));
    }
  }

  private final Path root;
  private final PrintStream out;
  private Git git;

  /** For the workshop in this folder. */
  SolutionsBranch(Path root, PrintStream out) {
    this.root = root;
    this.out = out;
  }

  /**
   * Makes the branch, or brings it up to date.
   *
   * @param force even if somebody else's commits are on it
   * @throws Problem if it cannot be made; nothing is changed then
   */
  void run(boolean force) throws IOException {
    try (Scratch scratch = new Scratch()) {
      git = new Git(root, scratch.folder());
      make(force, scratch.folder());
    }
  }

  private void make(boolean force, Path scratch) throws IOException {
    String main = currentCommit();
    String branch = git.attempt(Map.of(), "", "symbolic-ref", "--quiet", "--short", "HEAD").text();
    if (branch.equals(NAME) || isMade(main)) {
      throw new Problem(
          "This is the branch solutions itself.\n"
              + "Go to the commit that it should come from: git switch main");
    }
    String commit = commit(main, tree(main, scratch));
    warnOfUncommitted();
    String current = branch.isEmpty() ? main.substring(0, SHORT) : branch;
    String before = git.attempt(Map.of(), "", "rev-parse", "--verify", "--quiet", REF).text();
    if (commit.equals(before)) {
      out.printf("The branch solutions is up to date (%s).%n", commit.substring(0, SHORT));
    } else {
      needNotCheckedOut();
      if (!before.isEmpty() && !isMade(before)) {
        needForce(force, before);
      }
      String expected = before.isEmpty() ? "0".repeat(commit.length()) : before;
      git.ask("update-ref", "-m", WHO, REF, commit, expected);
      out.printf(
          "The branch solutions is %s now: %s, with the answers in src/exercise.%n",
          commit.substring(0, SHORT), current);
    }
    out.printf("Look at it: git diff %s solutions -- phase3-ipv4%n", current);
  }

  private String currentCommit() throws IOException {
    Git.Result inside = git.attempt(Map.of(), "", "rev-parse", "--git-dir");
    if (!inside.isGood()) {
      throw new Problem(
          "This is no clone of a git repository, and a branch needs one (%s).\n"
                  .formatted(inside.error().lines().findFirst().orElse(""))
              + "Clone the workshop, or make a repository of it: git init; git add -A; git commit");
    }
    Git.Result head = git.attempt(Map.of(), "", "rev-parse", "--verify", "HEAD^{commit}");
    if (!head.isGood()) {
      throw new Problem("There is no commit yet to make the branch from.\ngit add -A; git commit");
    }
    return head.text();
  }

  /** Whether this commit is as the command made it. */
  private boolean isMade(String id) throws IOException {
    Commit commit = Commit.parse(git.ask("cat-file", "commit", id));
    return commit.message().equals(message(commit.parents(), commit.tree()).strip());
  }

  private void needForce(boolean force, String before) {
    if (!force) {
      throw new Problem(
          "The branch solutions has a commit that is not from this command (%s).\n"
                  .formatted(before.substring(0, 10))
              + "Keep it: git branch -m solutions mine\n"
              + "Or overwrite it: ./workshop solutions-branch --force");
    }
    out.printf("Overwritten. To get it back: git branch mine %s%n", before);
  }

  private void needNotCheckedOut() throws IOException {
    String worktree = "";
    for (String line : git.ask("worktree", "list", "--porcelain").lines().toList()) {
      if (line.startsWith("worktree ")) {
        worktree = line.substring("worktree ".length());
      } else if (line.equals("branch " + REF) && Files.isDirectory(Path.of(worktree))) {
        throw new Problem(
            "The branch solutions is checked out in %s; it would change under its files.\n"
                    .formatted(worktree)
                + "Go to another branch there (git switch main), then try again.");
      }
    }
  }

  private void warnOfUncommitted() throws IOException {
    String changed =
        git.ask("-c", "core.quotePath=false", "status", "--porcelain", "--untracked-files=all");
    changed
        .lines()
        .filter(line -> line.contains("/src/solution/"))
        .findFirst()
        .ifPresent(
            line ->
                out.printf(
                    "Note: changes that you have not committed are not in it, for instance %s%n",
                    line.substring(3)));
  }

  // The tree

  /** Of a commit like this one, but with the answers in src/exercise. */
  private String tree(String main, Path scratch) throws IOException {
    String prefix = git.ask("rev-parse", "--show-prefix");
    Map<String, Entry> exercises = new TreeMap<>();
    Map<String, Path> answered = new TreeMap<>();
    Map<String, Path> derived = new TreeMap<>();
    String files =
        new String(
            git.run(Map.of(), "", "ls-tree", "-r", "-z", "--full-tree", main).bytes(),
            StandardCharsets.UTF_8);
    for (String line : files.split("\0")) {
      // "100644 blob 8ab686ea...	phase1-tap/src/..."
      String name = line.substring(line.indexOf('\t') + 1);
      String[] fields = line.substring(0, line.indexOf('\t')).split(" ");
      if (!name.startsWith(prefix)) {
        continue;
      }
      Matcher matcher = FILE.matcher(name.substring(prefix.length()));
      if (!matcher.matches()) {
        continue;
      }
      if (matcher.group(3).equals("exercise")) {
        exercises.put(name, new Entry(fields[0], fields[2]));
      } else {
        Phase phase = new Phase(Integer.parseInt(matcher.group(2)), Path.of(matcher.group(1)));
        SolutionFile file = solution(name, fields[2]);
        String target = name.replace("/src/solution/", "/src/exercise/");
        answered.put(target, write(scratch, file.answered()));
        derived.put(target, write(scratch, file.exercise(phase.chapter())));
      }
    }
    needDerived(exercises, hashes(derived));
    return tree(main, exercises, hashes(answered), scratch.resolve("index"));
  }

  private SolutionFile solution(String name, String blob) throws IOException {
    byte[] text = git.run(Map.of(), "", "cat-file", "blob", blob).bytes();
    return new SolutionFile(name, new String(text, StandardCharsets.UTF_8));
  }

  private static Path write(Path scratch, String text) throws IOException {
    return Files.writeString(Files.createTempFile(scratch, "blob", ""), text);
  }

  /** Puts files into git's store of objects; their ids by the same names. */
  private Map<String, String> hashes(Map<String, Path> files) throws IOException {
    StringBuilder paths = new StringBuilder();
    files.values().forEach(file -> paths.append(file).append('\n'));
    List<String> ids =
        git.run(Map.of(), paths.toString(), "hash-object", "-w", "--no-filters", "--stdin-paths")
            .text()
            .lines()
            .toList();
    Map<String, String> hashes = new TreeMap<>();
    int next = 0;
    for (String name : files.keySet()) {
      hashes.put(name, ids.get(next++));
    }
    return hashes;
  }

  /** Without this check, the branch could differ from main in more than the answers. */
  private static void needDerived(Map<String, Entry> exercises, Map<String, String> derived) {
    Map<String, String> committed = new TreeMap<>();
    exercises.forEach((name, entry) -> committed.put(name, entry.blob()));
    if (!committed.equals(derived)) {
      Set<String> names = new TreeSet<>(derived.keySet());
      names.addAll(committed.keySet());
      names.removeIf(name -> Objects.equals(derived.get(name), committed.get(name)));
      throw new Problem(
          "In the current commit %s is not what comes from src/solution.\n"
                  .formatted(names.iterator().next())
              + "./workshop derive, then commit that, then try again.");
    }
  }

  private String tree(
      String main, Map<String, Entry> exercises, Map<String, String> answered, Path index)
      throws IOException {
    Map<String, String> environment = Map.of("GIT_INDEX_FILE", index.toString());
    git.run(environment, "", "read-tree", main);
    StringBuilder entries = new StringBuilder();
    answered.forEach(
        (name, blob) ->
            entries.append("%s %s\t%s\0".formatted(exercises.get(name).mode(), blob, name)));
    git.run(environment, entries.toString(), "update-index", "-z", "--index-info");
    return git.run(environment, "", "write-tree").text();
  }

  /** The same commit whenever and wherever it is made. */
  private String commit(String main, String tree) throws IOException {
    String date = Commit.parse(git.ask("cat-file", "commit", main)).date();
    Map<String, String> environment =
        Map.of(
            "GIT_AUTHOR_NAME", WHO,
            "GIT_AUTHOR_EMAIL", ADDRESS,
            "GIT_AUTHOR_DATE", "@" + date,
            "GIT_COMMITTER_NAME", WHO,
            "GIT_COMMITTER_EMAIL", ADDRESS,
            "GIT_COMMITTER_DATE", "@" + date);
    return git.run(environment, message(main, tree), "commit-tree", "-p", main, "-F", "-", tree)
        .text();
  }

  private String message(String main, String tree) throws IOException {
    return MESSAGE.formatted(version(main), main, tree);
  }

  /** As that commit's pom.xml has it. */
  private String version(String commit) throws IOException {
    Matcher version =
        VERSION.matcher(git.attempt(Map.of(), "", "show", commit + ":pom.xml").text());
    return version.find() ? version.group(1) : "unknown";
  }
}
