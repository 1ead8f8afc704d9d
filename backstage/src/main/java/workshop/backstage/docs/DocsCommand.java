package workshop.backstage.docs;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import workshop.backstage.docs.check.DocsCheckCommand;
import workshop.backstage.docs.check.Handbook;
import workshop.backstage.docs.code.CutBlocks;
import workshop.backstage.docs.code.Cutter;
import workshop.backstage.docs.diagrams.DocsDiagramsCommand;
import workshop.backstage.docs.page.Page;
import workshop.backstage.docs.play.DocsPlayCommand;
import workshop.exercises.Workshop;

/** {@code ./workshop docs}. */
@Command(
    name = "docs",
    description = "Cuts the code and the pictures in docs/ again, and then checks the pages.")
public final class DocsCommand implements Callable<Integer> {
  private final Workshop workshop;
  private final List<Path> libraries;
  private final PrintStream out;

  /**
   * The command for this tree.
   *
   * @param libraries what tests need besides the phases
   */
  public DocsCommand(Workshop workshop, List<Path> libraries, PrintStream out) {
    this.workshop = workshop;
    this.libraries = libraries;
    this.out = out;
  }

  /** Picocli calls this: the commands below this one need what it has. */
  @Spec
  void addSubcommands(CommandSpec spec) {
    spec.addSubcommand("check", new CommandLine(new DocsCheckCommand(workshop, out)));
    spec.addSubcommand("play", new CommandLine(new DocsPlayCommand(workshop, libraries, out)));
    spec.addSubcommand("diagrams", new CommandLine(new DocsDiagramsCommand(workshop, out)));
  }

  @Override
  public Integer call() throws IOException {
    cut();
    return new DocsCheckCommand(workshop, out).call();
  }

  private void cut() throws IOException {
    CutBlocks blocks = new CutBlocks(new Cutter(workshop.root()));
    for (Page page : new Handbook(workshop).pages()) {
      String anew = blocks.anew(page);
      Path file = workshop.root().resolve(page.name());
      if (!anew.equals(Workshop.read(file))) {
        Files.writeString(file, anew);
        out.println("written " + page.name());
      }
    }
  }
}
