package workshop.backstage.docs.play;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workshop.backstage.docs.page.Block;
import workshop.backstage.docs.page.Mark;

/**
 * A block of a page that is run: what a terminal shows, or a script.
 *
 * @param block the block in the page
 * @param scene the text of the scene that it belongs to
 * @param sceneLine the line of that scene's mark; 0 where the page begins
 * @param terminal 1, 2 and so on; 0 for a script
 * @param notRun why it is not run
 * @param steps in their order
 */
record Transcript(
    Block block,
    String scene,
    int sceneLine,
    int terminal,
    Optional<String> notRun,
    List<Step> steps) {
  private static final String PROMPT = "$ ";
  static final String ANY = "...";

  static Transcript of(Block block, String scene, int sceneLine) {
    Optional<String> notRun = block.mark(Mark.Kind.NOT_RUN).map(Mark::value);
    if (block.language().equals("sh")) {
      Step script = new Step.Command(block.line(), String.join("\n", block.lines()));
      return new Transcript(block, scene, sceneLine, 0, notRun, List.of(script));
    }
    int terminal =
        block.mark(Mark.Kind.TERMINAL).map(mark -> Integer.parseInt(mark.value())).orElse(1);
    return new Transcript(block, scene, sceneLine, terminal, notRun, steps(block));
  }

  private static List<Step> steps(Block block) {
    List<String> typed =
        new ArrayList<>(block.marks(Mark.Kind.TYPED).stream().map(Mark::value).toList());
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < block.lines().size(); i++) {
      int line = block.lineOf(i);
      String text = block.lines().get(i).stripTrailing();
      if (text.startsWith(PROMPT)) {
        StringBuilder command = new StringBuilder(text.substring(PROMPT.length()));
        while (command.toString().endsWith("\\") && i + 1 < block.lines().size()) {
          i++;
          command.append('\n').append(block.lines().get(i).stripTrailing());
        }
        steps.add(new Step.Command(line, command.toString()));
      } else if (typed.remove(text)) {
        steps.add(new Step.Typed(line, text));
      } else if (text.equals(ANY)) {
        steps.add(new Step.AnyOutput(line));
      } else if (text.equals("^C")) {
        steps.add(new Step.Interrupt(line));
      } else if (text.equals("^D")) {
        steps.add(new Step.EndOfInput(line));
      } else {
        steps.add(new Step.Output(line, text));
      }
    }
    return steps;
  }

  boolean isScript() {
    return terminal == 0;
  }

  boolean isRun() {
    return notRun.isEmpty();
  }

  /** Whether it shows what an earlier command says next, or keys that end it. */
  boolean goesOn() {
    return !steps.isEmpty() && !(steps.get(0) instanceof Step.Command);
  }
}
