package workshop.backstage.docs.diagrams;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workshop.backstage.Executables;
import workshop.backstage.Scratch;
import workshop.backstage.docs.check.Handbook;
import workshop.backstage.docs.page.Page;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** {@code ./workshop docs diagrams}. */
@Command(
    name = "diagrams",
    description = "Tells whether the diagrams can be drawn; it needs Chromium.")
public final class DocsDiagramsCommand implements Callable<Integer> {
  private final Workshop workshop;
  private final PrintStream out;

  @Parameters(
      arity = "0..*",
      paramLabel = "PAGE",
      description = "For instance phase3, or docs/running.md. All if left out.")
  private List<String> names = List.of();

  @Option(
      names = "--pictures",
      paramLabel = "FOLDER",
      description = "Draws them into files of this folder.")
  private Optional<Path> pictures;

  public DocsDiagramsCommand(Workshop workshop, PrintStream out) {
    this.workshop = workshop;
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    List<Page> pages = new Handbook(workshop).pages(names);
    Path chromium =
        Executables.find("chromium", "chromium-browser", "google-chrome")
            .orElseThrow(
                () ->
                    new Problem(
                        "There is no Chromium here, in which the diagrams are drawn.\n"
                            + "Install it (Debian: sudo apt install chromium)."));
    Path mermaid = Mermaid.folder(workshop.root(), out);
    try (Scratch scratch = new Scratch()) {
      new Diagrams(pages, mermaid, chromium.toString(), scratch.folder(), out).run(pictures);
    }
    return 0;
  }
}
