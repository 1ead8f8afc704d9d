package workshop.testkit.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workshop.exercises.ExerciseId;

/**
 * What the build tells the report, by system properties. Without them, in an IDE for instance,
 * there is no report.
 *
 * @param kind of tests: "unit" or "integration"
 * @param module its folder
 * @param title of the module
 * @param answers what was compiled beside src/main: "exercise" or "solution"
 * @param command what runs the tests: "mvn", "./mvnw" or "./workshop test"
 * @param results the file for {@link ResultsFile}
 * @param selection the options that selected some tests; empty if all tests run
 */
record Settings(
    String kind,
    Path module,
    String title,
    String answers,
    String command,
    Path results,
    String selection) {
  static final String KIND = "workshop.report";
  static final String MODULE = "workshop.module";
  private static final String WORKSHOP_TEST = "./workshop test";
  private static final List<String> SELECTORS = List.of("test", "groups", "excludedGroups");

  static boolean areGiven() {
    return System.getProperty(KIND) != null;
  }

  static Settings read() {
    return new Settings(
        property(KIND),
        Path.of(property(MODULE)),
        property("workshop.title"),
        property("workshop.answers"),
        typed(),
        Path.of(property("workshop.results")),
        selected());
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }

  private static String typed() {
    String maven = property("workshop.maven").contains("wrapper") ? "./mvnw" : "mvn";
    return System.getProperty("workshop.command", maven);
  }

  private static String selected() {
    Stream<String> exercise =
        Stream.ofNullable(System.getProperty(OneExercise.PROPERTY))
            .map(id -> WORKSHOP_TEST + " " + id);
    Stream<String> options =
        SELECTORS.stream()
            .flatMap(
                name ->
                    Stream.ofNullable(System.getProperty(name))
                        .filter(value -> !value.isBlank())
                        .map(value -> "-D" + name + "=" + value));
    return Stream.concat(exercise, options).collect(Collectors.joining(" "));
  }

  /** The exercise, if all of its tests have run and no others; otherwise empty. */
  Optional<ExerciseId> onlyExercise() {
    String before = WORKSHOP_TEST + " ";
    return selection.startsWith(before)
        ? ExerciseId.find(selection.substring(before.length()))
        : Optional.empty();
  }

  /** The command that runs all tests of a phase. */
  String ofPhase(String module, int phase) {
    return isWorkshops() ? command + " " + phase : "%s -pl %s test".formatted(command, module);
  }

  /** The command that runs what has just run. */
  String again(String module, int phase) {
    return isWorkshops() && !selection.isEmpty() ? selection : ofPhase(module, phase);
  }

  /** The command that runs a test alone, or with the others of its exercise. */
  String alone(String module, int phase, TestResult test) {
    return isWorkshops() && test.exercise().isPresent()
        ? command + " " + test.exercise().get()
        : "%s -pl %s test -Dtest=%s".formatted(maven(), module, test.selector());
  }

  private boolean isWorkshops() {
    return command.equals(WORKSHOP_TEST);
  }

  private String maven() {
    return isWorkshops() ? "mvn" : command;
  }
}
