package workshop.classroom;

import java.util.Locale;
import workshop.classroom.cli.Cli;
import workshop.classroom.cli.Help;
import workshop.classroom.learner.CatchUp;
import workshop.classroom.learner.Hint;
import workshop.classroom.learner.Next;
import workshop.classroom.learner.Progress;
import workshop.classroom.learner.Reset;
import workshop.classroom.learner.Test;
import workshop.classroom.learner.Undo;
import workshop.classroom.learner.Update;
import workshop.classroom.watch.Watch;

/** The learner's commands of {@code ./workshop}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // some languages have digits of their own
    commands().runAndExit(arguments.length == 0 ? new String[] {"help"} : arguments);
  }

  /** All of them, and where a new one is added. */
  public static Cli commands() {
    Cli commands = new Cli();
    return commands
        .with("progress", Progress::new)
        .with("next", Next::new)
        .with("hint", Hint::new)
        .with("catch-up", CatchUp::new)
        .with("reset", Reset::new)
        .with("undo", Undo::new)
        .with("test", Test::new)
        .with("update", Update::new)
        .with("watch", (workshop, out) -> new Watch(commands, workshop, out))
        .with("help", (workshop, out) -> new Help(commands, workshop, out));
  }
}
