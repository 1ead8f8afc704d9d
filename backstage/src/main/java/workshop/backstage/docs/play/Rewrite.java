package workshop.backstage.docs.play;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workshop.backstage.docs.page.Page;

/**
 * What a page shows of a command, to be replaced by what came.
 *
 * @param from the first line to be replaced, from 1 on
 * @param to the line behind the last
 * @param lines what takes their place
 */
record Rewrite(int from, int to, List<String> lines) {

  /**
   * For a command that shows all of its output in one block, and is ended by no key.
   *
   * @return empty if it is not that simple
   */
  static Optional<Rewrite> of(Transcript transcript, Terminal terminal) {
    int from = -1;
    int to = transcript.block().lineOf(transcript.block().lines().size());
    for (Step step : transcript.steps()) {
      if (step instanceof Step.Command command && command.line() == terminal.commandLine()) {
        from = command.line() + (int) command.text().lines().count();
      } else if (from >= 0 && step instanceof Step.Command next) {
        to = next.line();
        break;
      } else if (from >= 0 && !(step instanceof Step.Output) && !(step instanceof Step.AnyOutput)) {
        return Optional.empty();
      }
    }
    return from < 0 || transcript.isScript()
        ? Optional.empty()
        : Optional.of(new Rewrite(from, to, List.copyOf(terminal.came())));
  }

  /** The text of the page with these in it. */
  static String in(Page page, List<Rewrite> rewrites) {
    List<String> lines = new ArrayList<>(page.lines());
    for (int i = rewrites.size() - 1; i >= 0; i--) {
      Rewrite rewrite = rewrites.get(i);
      List<String> old = lines.subList(rewrite.from() - 1, rewrite.to() - 1);
      old.clear();
      old.addAll(rewrite.lines());
    }
    return String.join("\n", lines) + "\n";
  }
}
