package workshop.classroom.build;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import workshop.exercises.Workshop;

/** Compiles a phase and the phases before it. */
public final class PhaseBuild {
  private final Workshop workshop;
  private final PrintStream out;
  private final boolean showModules;

  /**
   * A build in a tree.
   *
   * @param out where it shows that it goes on
   * @param showModules whether it names each module
   */
  public PhaseBuild(Workshop workshop, PrintStream out, boolean showModules) {
    this.workshop = workshop;
    this.out = out;
    this.showModules = showModules;
  }

  /** Builds; a build that fails is explained. */
  public void run(Output output) throws IOException {
    OwnTree.check(workshop);
    Maven maven = new Maven();
    List<String> words = new ArrayList<>(List.of("-pl", output.phase().name()));
    words.addAll(List.of("-DskipTests", "compile"));
    if (output.solution()) {
      // A warning of a newer compiler must not keep anybody from running it.
      words.addAll(List.of("-Psolutions", "-Dmaven.compiler.failOnWarning=false"));
    }
    Progress progress = new Progress(out, showModules);
    List<String> log = new ArrayList<>();
    int status =
        BuildLock.during(
            workshop.root(), () -> maven.run(words, "info", progress.andThen(log::add)));
    if (status != 0) {
      throw new BuildFailure(workshop.root(), log, maven.name(), System.err).ofPhase(output);
    }
    output.complete(workshop.phases());
  }
}
