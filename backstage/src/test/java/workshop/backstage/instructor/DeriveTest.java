package workshop.backstage.instructor;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.classroom.Main;
import workshop.classroom.learner.Saved;
import workshop.exercises.Workshop;

class DeriveTest {
  @TempDir Path folder;

  @Test
  void whatALearnerHadCanBeBroughtBack() throws IOException {
    new SampleTree(folder);
    Workshop workshop = new Workshop(folder);
    new Derive(workshop).run();
    Path file = folder.resolve(SampleTree.DERIVED);
    Path own = file.resolveSibling("Own.java");
    Files.writeString(file, "mine");
    Files.writeString(own, "my own");

    Optional<Saved> saved = new Derive(workshop).run();
    assertThat(
        saved.orElseThrow().changed(folder),
        is(List.of(folder.relativize(own), folder.relativize(file))));
    assertThat(Files.exists(own), is(false));
    assertThat(Files.readString(file), containsString("NotDone"));
    assertThat(new Derive(workshop).run(), is(Optional.empty()));

    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Main.commands().run(folder, nowhere, nowhere, List.of("undo"));
    assertThat(Files.readString(file), is("mine"));
    assertThat(Files.readString(own), is("my own"));
  }
}
