package workshop.classroom.cli;

import java.util.List;

/**
 * A command of {@code ./workshop}.
 *
 * @param name its word
 * @param arguments the words that may come after it
 * @param what it does
 * @param details lines for its own help, if the script runs it
 */
public record Word(Group group, String name, String arguments, String what, List<String> details) {

  /** Who a command is for, and the heading over it. */
  public enum Group {
    EXERCISES("The exercises"),
    MACHINE("The machine, and the network"),
    INSTRUCTORS("For instructors (docs/instructors.md)"),
    MAINTAINERS("For maintainers of the workshop (CONTRIBUTING.md)");

    private final String heading;

    Group(String heading) {
      this.heading = heading;
    }

    String heading() {
      return heading;
    }

    boolean isForLearners() {
      return this == EXERCISES || this == MACHINE;
    }
  }

  Word(Group group, String name, String arguments, String what, String... details) {
    this(group, name, arguments, what, List.of(details));
  }

  String withArguments() {
    return (name + " " + arguments).strip();
  }
}
