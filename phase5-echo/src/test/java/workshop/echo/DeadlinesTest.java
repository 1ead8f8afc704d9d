package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.sameInstance;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.tap.FrameReceiver;
import workshop.testkit.Given;

@Order(6)
@Given
@DisplayName("The deadlines of an agenda")
class DeadlinesTest {
  private final Deadlines deadlines = new Deadlines();

  private static final class Idle extends Agenda.Entry {
    @Override
    protected void work() {}

    @Override
    protected void timeIsUp() {}
  }

  @Test
  @Order(1)
  @DisplayName("whoever comes and goes, the first is the one whose time comes first")
  void first() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Deadlines.Entry> inside = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      boolean growing = i / 1000 % 2 == 0;
      if (inside.isEmpty() || random.nextInt(10) < (growing ? 6 : 2)) {
        Agenda.Entry entry = new Idle();
        inside.add(entry);
        deadlines.put(entry, random.nextInt(1000));
      } else if (random.nextBoolean()) {
        deadlines.put(inside.get(random.nextInt(inside.size())), random.nextInt(1000));
      } else {
        Deadlines.Entry entry = inside.remove(random.nextInt(inside.size()));
        deadlines.remove(entry);
        deadlines.remove(entry); // changes nothing
      }
      String when = "with seed " + seed + " after step " + i;
      assertThat(when, deadlines.isEmpty(), equalTo(inside.isEmpty()));
      if (!inside.isEmpty()) {
        long earliest =
            inside.stream().min(Comparator.comparingLong(e -> e.queuedFor)).get().queuedFor;
        assertThat(when, deadlines.first().queuedFor, equalTo(earliest));
      }
    }
  }

  @Test
  @Order(2)
  @DisplayName("one alone is first, at whatever time, and then there is none")
  void alone() {
    Agenda.Entry entry = new Idle();
    deadlines.put(entry, 7);
    deadlines.put(entry, 9);
    assertThat(deadlines.first(), sameInstance(entry));
    deadlines.remove(entry);
    assertThat(deadlines.isEmpty(), equalTo(true));
  }

  @Test
  @Order(3)
  @DisplayName("to set a timer, to move it and to stop it allocates nothing")
  void nothingAllocated() {
    Agenda agenda = new Agenda();
    List<Agenda.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      entries.add(new Idle());
    }
    setAndStop(agenda, entries); // now there is room for all
    long before = allocated();
    for (int round = 0; round < 50; round++) {
      setAndStop(agenda, entries);
    }
    assertThat("bytes for 100,000 timers", allocated() - before, lessThan(100_000L));
  }

  private static void setAndStop(Agenda agenda, List<Agenda.Entry> entries) {
    for (int i = 0; i < entries.size(); i++) {
      agenda.at(entries.get(i), 1000 + i * 7919L % 1000);
      agenda.at(entries.get(i), i * 7919L % 1000);
    }
    for (int i = 0; i < entries.size(); i++) {
      agenda.forget(entries.get(i));
    }
    if (agenda.deadline() != FrameReceiver.NEVER) {
      throw new AssertionError("all are stopped, but there is a deadline");
    }
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
