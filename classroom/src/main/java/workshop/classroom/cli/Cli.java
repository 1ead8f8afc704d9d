package workshop.classroom.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import workshop.exercises.ExerciseId;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/**
 * The commands of one program: picocli reads the command line, and this class says in at most two
 * lines what is wrong. The exit code is 1 if a command cannot do its work, and 2 for a mistake in
 * typing.
 */
public final class Cli {
  /** Makes a command, annotated for picocli. Its result is the exit code. */
  public interface Maker {
    Callable<Integer> make(Workshop workshop, PrintStream out);
  }

  private static final int CANNOT = 1;
  private static final int MISTYPED = 2;
  private static final int COLUMNS = 80;

  private final Map<String, Maker> commands = new LinkedHashMap<>();

  /** Adds a command. Only the one that is called is made: picocli takes its time for each. */
  public Cli with(String word, Maker command) {
    commands.put(word, command);
    return this;
  }

  public Set<String> words() {
    return commands.keySet();
  }

  /** Runs the command that was typed, in the tree that the script names, and ends the program. */
  public void runAndExit(String[] arguments) {
    // Some languages have their own digits, which no program can read.
    Locale.setDefault(Locale.ROOT);
    Path root = Path.of(System.getProperty("workshop.root"));
    System.exit(run(root, System.out, System.err, List.of(arguments)));
  }

  /**
   * Runs the command that was typed.
   *
   * @param root the tree's
   * @param arguments the command's word, and the words after it
   * @return the exit code
   */
  public int run(Path root, PrintStream out, PrintStream err, List<String> arguments) {
    String word = arguments.get(0);
    if (!commands.containsKey(word)) {
      tell(err, mistyped(word));
      return MISTYPED;
    }
    try {
      Callable<Integer> command = commands.get(word).make(new Workshop(root), out);
      List<String> rest = arguments.subList(1, arguments.size());
      int code = line(word, command, out, err).execute(rest.toArray(String[]::new));
      out.flush();
      return code;
    } catch (RuntimeException e) {
      return fail(e, err);
    }
  }

  /** How a command is used. */
  public String usage(String word, Workshop workshop, PrintStream out) {
    return line(word, commands.get(word).make(workshop, out), out, out).getUsageMessage(Ansi.OFF);
  }

  private static CommandLine line(
      String word, Callable<Integer> command, PrintStream out, PrintStream err) {
    CommandLine line = new CommandLine(command);
    line.setCommandName("./workshop " + word);
    addHelp(line);
    return line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setUsageHelpWidth(COLUMNS)
        .setExpandAtFiles(false)
        .registerConverter(ExerciseId.class, Cli::exerciseId)
        .setParameterExceptionHandler((e, typed) -> refuse(e, err))
        .setExecutionExceptionHandler((e, called, parsed) -> fail(e, err));
  }

  private static void addHelp(CommandLine line) {
    line.getCommandSpec().addMixin("help", CommandSpec.forAnnotatedObject(new HelpOption()));
    line.getSubcommands().values().forEach(Cli::addHelp);
  }

  private static final class HelpOption {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "shows this help")
    boolean asked;
  }

  private static ExerciseId exerciseId(String text) {
    try {
      return ExerciseId.parse(text);
    } catch (Problem e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static int refuse(ParameterException e, PrintStream err) {
    // A converter's message is enough; picocli would add the type of the parameter.
    String what =
        e.getCause() instanceof TypeConversionException converter
            ? converter.getMessage()
            : e.getMessage();
    String line =
        what.lines()
            .findFirst()
            .orElse("This does not work.")
            .replaceFirst("^Unmatched arguments? (at|from) index \\d+: ", "Too many words: ");
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    String advice =
        what.contains("\n")
            ? what.substring(line.length() + 1)
            : name + " --help  says how it is used.";
    tell(err, line + "\n" + advice);
    return MISTYPED;
  }

  private static int fail(Exception e, PrintStream err) {
    if (e instanceof Problem) {
      tell(err, e.getMessage());
    } else if (e instanceof UncheckedIOException unchecked) {
      tell(err, unchecked.getCause().toString());
    } else if (e instanceof IOException) {
      tell(err, e.toString());
    } else {
      StackTraceElement[] trace = e.getStackTrace();
      tell(
          err,
          "%s%nThis is a mistake in the workshop itself%s."
              .formatted(e, trace.length == 0 ? "" : ", " + trace[0]));
    }
    return CANNOT;
  }

  static String mistyped(String word) {
    return Words.nearest(word)
        .map(near -> "%s: did you mean %s?".formatted(word, near))
        .orElse(
            "There is no command \"%s\".\n./workshop help  lists the commands.".formatted(word));
  }

  private static void tell(PrintStream err, String message) {
    err.println("workshop: " + message.strip().replaceAll("\\R", "\n          "));
  }
}
