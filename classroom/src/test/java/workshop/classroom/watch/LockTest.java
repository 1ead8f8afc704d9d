package workshop.classroom.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.exercises.Problem;

class LockTest {
  @TempDir Path folder;

  @Test
  void aSecondWatchIsTold() {
    Path file = folder.resolve(".workshop/watch.lock");
    Lock lock = Lock.take(file);
    Problem problem = assertThrows(Problem.class, () -> Lock.take(file));
    assertThat(
        problem.getMessage(),
        containsString("already (process " + ProcessHandle.current().pid() + ")"));
    lock.close();
    Lock.take(file).close();
  }

  @Test
  void aLockThatIsLeftOverIsTakenOver() throws IOException {
    Path file = folder.resolve("watch.lock");
    Files.writeString(file, "4711\n");
    Lock.take(file).close();
  }
}
