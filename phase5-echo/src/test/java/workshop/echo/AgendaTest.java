package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.tap.FrameReceiver;
import workshop.testkit.Given;

@Order(5)
@Given
@DisplayName("The agenda")
class AgendaTest {
  private static final long NEVER = FrameReceiver.NEVER;

  private final Agenda agenda = new Agenda();
  private final List<String> called = new ArrayList<>();

  /** Somebody with a name, who does what the test says when called. */
  private final class Named extends Agenda.Entry {
    final String name;
    Runnable onWork = () -> {};
    Runnable onTime = () -> {};

    Named(String name) {
      this.name = name;
    }

    @Override
    protected void work() {
      called.add(name + " works");
      onWork.run();
    }

    @Override
    protected void timeIsUp() {
      called.add(name + "'s time");
      onTime.run();
    }
  }

  private final Named a = new Named("a");
  private final Named b = new Named("b");
  private final Named c = new Named("c");

  /** The time that the end of a batch tells. */
  private long deadline() {
    agenda.work();
    return agenda.deadline();
  }

  // --- At the end of this batch.

  @Test
  @Order(1)
  @DisplayName("who asks for a turn gets one, however often it asks; and in the order of asking")
  void once() {
    agenda.soon(b);
    agenda.soon(a);
    agenda.soon(b);
    agenda.soon(b);
    agenda.work();
    assertThat(called, contains("b works", "a works"));
  }

  @Test
  @Order(2)
  @DisplayName("a turn is for this batch: in the next one only who asks again")
  void notAgain() {
    agenda.soon(a);
    agenda.work();
    agenda.work();
    assertThat(called, contains("a works"));
    agenda.soon(a);
    agenda.work();
    assertThat(called, contains("a works", "a works"));
  }

  @Test
  @Order(3)
  @DisplayName("who asks for a turn while it has one gets no other: all is dealt with in there")
  void askedDuringOwnWork() {
    a.onWork = () -> agenda.soon(a);
    agenda.soon(a);
    agenda.work();
    agenda.work();
    assertThat(called, contains("a works"));
    agenda.soon(a);
    agenda.work();
    assertThat("it can ask again afterwards", called, contains("a works", "a works"));
  }

  @Test
  @Order(4)
  @DisplayName("who is asked for during another one's turn works in the same batch")
  void askedDuringAnothersWork() {
    b.onWork =
        () -> {
          agenda.soon(a); // has had its turn
          agenda.soon(c);
        };
    agenda.soon(a);
    agenda.soon(b);
    agenda.work();
    assertThat(called, contains("a works", "b works", "a works", "c works"));
  }

  @Test
  @Order(5)
  @DisplayName(
      "a turn that fails is over as well: who had it can ask again, the others wait for theirs")
  void failure() {
    a.onWork =
        () -> {
          throw new IllegalStateException("a mistake");
        };
    agenda.soon(a);
    agenda.soon(b);
    assertThrows(IllegalStateException.class, agenda::work);
    agenda.soon(a);
    a.onWork = () -> {};
    agenda.work();
    assertThat(called, contains("a works", "b works", "a works"));
  }

  // --- Later.

  @Test
  @Order(6)
  @DisplayName("at first nobody waits for any time")
  void nobody() {
    assertThat(agenda.deadline(), equalTo(NEVER));
    agenda.expire(1_000_000);
    assertThat(called, empty());
  }

  @Test
  @Order(7)
  @DisplayName("everybody is called whose time has come, the earliest first, and nobody else")
  void expire() {
    agenda.at(a, 30);
    agenda.at(b, 10);
    agenda.at(c, 20);
    assertThat(deadline(), equalTo(10L));
    agenda.expire(9);
    assertThat(called, empty());
    agenda.expire(20);
    assertThat(called, contains("b's time", "c's time"));
    assertThat(deadline(), equalTo(30L));
    agenda.expire(1000);
    agenda.expire(1000);
    assertThat("each once", called, contains("b's time", "c's time", "a's time"));
    assertThat(deadline(), equalTo(NEVER));
  }

  @Test
  @Order(8)
  @DisplayName("a time that is put off: not called before, and the deadline is the new one")
  void putOff() {
    agenda.at(a, 10);
    agenda.at(b, 40);
    agenda.at(a, 20);
    agenda.at(a, 30);
    assertThat(deadline(), equalTo(30L));
    agenda.expire(29);
    assertThat(called, empty());
    assertThat(deadline(), equalTo(30L));
    agenda.expire(30);
    assertThat(called, contains("a's time"));
    assertThat(deadline(), equalTo(40L));
  }

  @Test
  @Order(9)
  @DisplayName("a time that is put off behind somebody else's")
  void putOffBehindAnother() {
    agenda.at(a, 10);
    agenda.at(b, 20);
    agenda.at(a, 30);
    agenda.expire(25);
    assertThat(called, contains("b's time"));
    assertThat(deadline(), equalTo(30L));
  }

  @Test
  @Order(10)
  @DisplayName("a time that is moved earlier: called then, and only then")
  void movedEarlier() {
    agenda.at(a, 30);
    agenda.at(a, 10);
    assertThat(deadline(), equalTo(10L));
    agenda.expire(10);
    agenda.expire(30);
    assertThat(called, contains("a's time"));
    assertThat(deadline(), equalTo(NEVER));
  }

  @Test
  @Order(11)
  @DisplayName("put off and then moved earlier, and the other way round: the last word counts")
  void backAndForth() {
    agenda.at(a, 10);
    agenda.at(a, 50);
    agenda.at(a, 20);
    assertThat(deadline(), equalTo(20L));
    agenda.at(a, 5);
    agenda.at(a, 40);
    agenda.expire(39);
    assertThat(called, empty());
    assertThat(deadline(), equalTo(40L));
  }

  @Test
  @Order(12)
  @DisplayName("who wants to be called never is not")
  void never() {
    agenda.at(a, NEVER);
    assertThat(deadline(), equalTo(NEVER));
    agenda.at(a, 10);
    agenda.at(b, 20);
    agenda.at(a, NEVER);
    assertThat(deadline(), equalTo(20L));
    agenda.expire(15);
    assertThat(called, empty());
    agenda.at(a, 30);
    agenda.expire(30);
    assertThat(called, contains("b's time", "a's time"));
  }

  @Test
  @Order(13)
  @DisplayName("who is forgotten is not called; its turn in this batch is not taken back")
  void forgotten() {
    agenda.forget(a); // has never been there
    agenda.at(a, 10);
    agenda.at(b, 20);
    agenda.forget(a);
    agenda.forget(a);
    agenda.expire(15);
    assertThat(called, empty());
    assertThat(deadline(), equalTo(20L));
    agenda.soon(b);
    agenda.forget(b);
    assertThat(deadline(), equalTo(NEVER));
    assertThat(called, contains("b works"));
  }

  @Test
  @Order(14)
  @DisplayName("who was put off, and is forgotten, is gone as well")
  void forgottenAfterPuttingOff() {
    agenda.at(a, 10);
    agenda.at(a, 20);
    agenda.forget(a);
    agenda.expire(1000);
    assertThat(called, empty());
    assertThat(deadline(), equalTo(NEVER));
  }

  // --- What they do when their time has come.

  @Test
  @Order(15)
  @DisplayName("a new time counts; if it is over already, in the next batch: others have work, too")
  void newTime() {
    long[] next = {10, 5, 50, NEVER};
    a.onTime = () -> agenda.at(a, next[called.size() - 1]);
    agenda.at(a, 10);
    agenda.expire(10);
    assertThat(called, contains("a's time"));
    assertThat(deadline(), equalTo(10L));
    agenda.expire(10);
    assertThat(called, contains("a's time", "a's time"));
    assertThat(deadline(), equalTo(5L));
    agenda.expire(10);
    assertThat(deadline(), equalTo(50L));
    agenda.expire(49);
    assertThat(called.size(), equalTo(3));
    agenda.expire(50);
    assertThat(called.size(), equalTo(4));
  }

  @Test
  @Order(16)
  @DisplayName("who is put off just then is called at the new time, and not before")
  void putOffDuringExpire() {
    a.onTime = () -> agenda.at(b, 30);
    agenda.at(a, 10);
    agenda.at(b, 11);
    agenda.expire(20);
    assertThat(called, contains("a's time"));
    assertThat(deadline(), equalTo(30L));
    agenda.expire(30);
    assertThat(called, contains("a's time", "b's time"));
  }

  @Test
  @Order(16)
  @DisplayName("who is forgotten just then is not called any more")
  void forgottenDuringExpire() {
    a.onTime = () -> agenda.forget(b);
    agenda.at(a, 10);
    agenda.at(b, 11);
    agenda.at(c, 12);
    agenda.expire(20);
    assertThat(called, contains("a's time", "c's time"));
  }

  @Test
  @Order(17)
  @DisplayName("who asks for a turn then gets it in this batch, and can say when it wants the next")
  void turnAfterTime() {
    a.onTime = () -> agenda.soon(a);
    a.onWork = () -> agenda.at(a, 70);
    agenda.at(a, 10);
    agenda.expire(10);
    assertThat(deadline(), equalTo(70L));
    assertThat(called, contains("a's time", "a works"));
  }

  // --- Altogether.

  @ParameterizedTest(name = "seed {0}")
  @Order(18)
  @DisplayName("after any number of steps it calls whom a plain list of times would call")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void likeAModel(long seed) {
    Random random = new Random(seed);
    long[] times = new long[20];
    Arrays.fill(times, NEVER);
    Named[] entries = new Named[times.length];
    for (int i = 0; i < times.length; i++) {
      entries[i] = new Named(String.valueOf(i));
    }
    long now = 0;
    for (int step = 0; step < 5000; step++) {
      int which = random.nextInt(times.length);
      switch (random.nextInt(8)) {
        case 0 -> {
          agenda.forget(entries[which]);
          times[which] = NEVER;
        }
        case 1 -> {
          agenda.at(entries[which], NEVER);
          times[which] = NEVER;
        }
        case 2, 3 -> {
          now += random.nextInt(30);
          called.clear();
          agenda.expire(now);
          List<String> expected = new ArrayList<>();
          for (int i = 0; i < times.length; i++) {
            if (times[i] <= now) {
              expected.add(i + "'s time");
              times[i] = NEVER;
            }
          }
          called.sort(null);
          expected.sort(null);
          assertThat("seed " + seed + ", step " + step, called, equalTo(expected));
        }
        default -> {
          times[which] = now + 1 + random.nextInt(200);
          agenda.at(entries[which], times[which]);
        }
      }
      long earliest = Arrays.stream(times).min().getAsLong();
      assertThat("seed " + seed + ", step " + step, deadline(), equalTo(earliest));
    }
  }
}
