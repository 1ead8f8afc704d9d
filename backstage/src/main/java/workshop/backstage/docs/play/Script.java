package workshop.backstage.docs.play;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import workshop.backstage.docs.page.Block;
import workshop.backstage.docs.page.Finding;
import workshop.backstage.docs.page.Mark;
import workshop.backstage.docs.page.Page;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** What of a page is run, in its order. */
public final class Script {
  private static final Pattern TERMINAL = Pattern.compile("[1-9]");

  private final Page page;
  private final List<Transcript> transcripts = new ArrayList<>();

  /** The script of this page. Whether it makes sense, the check says. */
  public Script(Page page) {
    this.page = page;
    String scene = "start";
    int sceneLine = 0;
    for (Block block : page.blocks()) {
      Optional<Mark> mark = block.mark(Mark.Kind.SCENE);
      if (mark.isPresent()) {
        scene = mark.get().value();
        sceneLine = mark.get().line();
      }
      boolean isTerminalRight =
          block.marks(Mark.Kind.TERMINAL).stream()
              .allMatch(terminal -> TERMINAL.matcher(terminal.value()).matches());
      if ((block.language().equals("console") || block.language().equals("sh"))
          && isTerminalRight) {
        transcripts.add(Transcript.of(block, scene, sceneLine));
      }
    }
  }

  Page page() {
    return page;
  }

  List<Transcript> transcripts() {
    return transcripts;
  }

  /**
   * Whether a transcript of such a scene is run between two lines of the page.
   *
   * @param from the first line, from 1 on
   * @param to the line behind the last
   */
  public boolean shows(Predicate<String> scene, int from, int to) {
    return transcripts.stream()
        .anyMatch(
            transcript ->
                transcript.isRun()
                    && !transcript.isScript()
                    && from <= transcript.sceneLine()
                    && transcript.block().line() < to
                    && scene.test(transcript.scene()));
  }

  /** What is wrong in it, as far as that can be seen without running it. */
  public List<Finding> check(Workshop workshop) {
    List<Finding> findings = new ArrayList<>();
    for (Mark mark : page.marks()) {
      String wrong = wrong(mark, workshop);
      if (!wrong.isEmpty()) {
        findings.add(new Finding(page.name(), mark.line(), wrong));
      }
    }
    Set<Integer> open = new HashSet<>();
    int scene = 0;
    for (Transcript transcript : transcripts) {
      if (scene != transcript.sceneLine()) {
        open.clear();
        scene = transcript.sceneLine();
      }
      Block block = transcript.block();
      if (transcript.steps().isEmpty() || block.lines().stream().allMatch(String::isBlank)) {
        findings.add(
            new Finding(
                page.name(), block.line(), "this block is empty; show a command, as in $ ls"));
      } else if (transcript.isRun()
          && transcript.goesOn()
          && !open.contains(transcript.terminal())) {
        findings.add(
            new Finding(
                page.name(),
                block.lineOf(0),
                "nothing runs in terminal %d here; begin the block with a command, as in $ ls"
                    .formatted(transcript.terminal())));
      }
      for (Mark mark : block.marks(Mark.Kind.TYPED)) {
        if (transcript.steps().stream()
            .noneMatch(
                step -> step instanceof Step.Typed typed && typed.text().equals(mark.value()))) {
          findings.add(
              new Finding(
                  page.name(),
                  mark.line(),
                  "\"%s\" is no line of the block; copy the line that is typed"
                      .formatted(mark.value())));
        }
      }
      if (transcript.isRun()) {
        open.add(transcript.terminal());
      }
    }
    return findings;
  }

  private static String wrong(Mark mark, Workshop workshop) {
    try {
      switch (mark.kind()) {
        case SCENE -> Scene.parse(mark.value(), workshop);
        case CHANGES, SKIPS -> Pattern.compile(mark.value());
        case TERMINAL -> {
          if (!TERMINAL.matcher(mark.value()).matches()) {
            return "a terminal has a number from 1 to 9, not \"%s\"; give it one"
                .formatted(mark.value());
          }
        }
        default -> {}
      }
      return "";
    } catch (Problem e) {
      return e.getMessage().replace("\n", "; ");
    } catch (PatternSyntaxException e) {
      return "\"%s\" is no regular expression (%s); see java.util.regex.Pattern"
          .formatted(mark.value(), e.getDescription());
    }
  }
}
