package workshop.backstage;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import workshop.backstage.docs.DocsCommand;
import workshop.backstage.instructor.CheckCommand;
import workshop.backstage.instructor.DeriveCommand;
import workshop.backstage.instructor.GradeCommand;
import workshop.backstage.instructor.ReadingCommand;
import workshop.backstage.instructor.SolutionsBranchCommand;
import workshop.backstage.walk.WalkCommand;
import workshop.backstage.walk.WrongAnswersCommand;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** The maintainer's commands of {@code ./workshop}. */
@Command(name = "./workshop", description = "The maintainer's commands.")
public final class Main {
  /** The second line of a message stands below the first one's words. */
  private static final String INDENT = " ".repeat("workshop: ".length());

  private static final int WIDTH = 80;

  private Main() {}

  public static void main(String[] arguments) {
    // Some languages have digits of their own, and no program reads those.
    Locale.setDefault(Locale.ROOT);
    Workshop workshop = new Workshop(Path.of(System.getProperty("workshop.root")));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    // A program that a page has started may have left a reader behind: System.exit ends that too.
    System.exit(commandLine(workshop, out, System.err).execute(arguments));
  }

  /** All of them. */
  static CommandLine commandLine(Workshop workshop, PrintStream out, PrintStream err) {
    List<Path> libraries =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    List<Callable<Integer>> commands =
        List.of(
            new DeriveCommand(workshop, out),
            new CheckCommand(workshop, out),
            new ReadingCommand(workshop, out),
            new WalkCommand(workshop, libraries, out),
            new WrongAnswersCommand(workshop, libraries, out),
            new SolutionsBranchCommand(workshop, out),
            new GradeCommand(workshop, out, err),
            new DocsCommand(workshop, out));
    CommandLine all = new CommandLine(new Main());
    commands.forEach(all::addSubcommand);
    addHelp(all);
    return all.setOut(new PrintWriter(out, true))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setUsageHelpWidth(WIDTH)
        .setExpandAtFiles(false)
        .setParameterExceptionHandler((e, given) -> misused(e, err))
        .setExecutionExceptionHandler((e, line, result) -> failed(e, err));
  }

  private static void addHelp(CommandLine line) {
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this text.")
                .build());
    line.getSubcommands().values().forEach(Main::addHelp);
  }

  private static int misused(ParameterException e, PrintStream err) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    tell(err, "%s%n%s --help".formatted(e.getMessage().lines().findFirst().orElse(""), command));
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception e, PrintStream err) throws Exception {
    if (e instanceof Problem) {
      tell(err, e.getMessage());
    } else if (e instanceof UncheckedIOException) {
      tell(err, e.getCause().toString());
    } else if (e instanceof IOException) {
      tell(err, e.toString());
    } else {
      throw e;
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static void tell(PrintStream err, String message) {
    err.println("workshop: " + message.replace("\n", "\n" + INDENT));
  }
}
