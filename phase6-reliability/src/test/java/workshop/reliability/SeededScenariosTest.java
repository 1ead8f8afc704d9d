package workshop.reliability;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workshop.testkit.Exercise;
import workshop.testkit.Scenario;

/** Two stacks, a wire that fails in every way, and thousands of connections, each by its seed. */
@Order(70)
@DisplayName("Every byte arrives, whatever the wire does")
@Scenario
class SeededScenariosTest {
  /** From the build: a learner waits for fewer than CI. */
  private static final int SEEDS_IN_A_TEST = Integer.getInteger("workshop.seeds", 100);

  private static final long READS_EVERY = LossyWire.SECOND / 1000;

  static IntStream firstSeeds() {
    return IntStream.range(0, 40).map(i -> i * 100);
  }

  @ParameterizedTest(name = "seed {0} and those after it")
  @Order(1)
  @Exercise("6.9")
  @MethodSource("firstSeeds")
  @DisplayName("from random losses, reordering, copies, wrong bits, windows and sizes")
  void allArrives(int firstSeed) throws Exception {
    for (int seed = firstSeed; seed < firstSeed + SEEDS_IN_A_TEST; seed++) {
      new Scenario(seed).play();
    }
  }

  /** One connection, chosen by its seed. */
  private static final class Scenario {
    private final int seed;
    private final Faults faults;
    private final int mtu;
    private final int up;
    private final int down;
    private final LossyWire wire;
    private final StreamEnd client;
    private final StreamEnd server;

    Scenario(int seed) throws Exception {
      this.seed = seed;
      Random random = new Random(new Random(seed).nextLong()); // the first of small seeds are alike
      faults =
          new Faults(
              sometimes(random, 0.2),
              sometimes(random, 0.2),
              sometimes(random, 0.1),
              sometimes(random, 0.05),
              sometimes(random, 0.05),
              random.nextBoolean() ? 0 : random.nextInt(100) * 1_000_000L,
              seed);
      mtu = random.nextBoolean() ? 1500 : 576 + random.nextInt(925);
      up = length(random);
      down = length(random);
      wire = new LossyWire(faults, mtu, Settings.DEFAULTS, iss(random, up), iss(random, down));
      boolean clientClosesLate = random.nextInt(3) == 0;
      boolean serverClosesLate = !clientClosesLate && random.nextBoolean();
      client = new StreamEnd(seed, 0, up, down, random.nextInt(4) == 0, clientClosesLate);
      server = new StreamEnd(-seed, 1, down, up, random.nextInt(4) == 0, serverClosesLate);
    }

    private static double sometimes(Random random, double most) {
      return random.nextBoolean() ? 0 : random.nextDouble() * most;
    }

    private static int length(Random random) {
      return switch (random.nextInt(4)) {
        case 0 -> 0;
        case 1 -> random.nextInt(100);
        case 2 -> random.nextInt(10_000);
        default -> random.nextInt(100_000);
      };
    }

    /** Anywhere; and every second time so that the numbers wrap around during the connection. */
    private static int iss(Random random, int length) {
      return random.nextBoolean() ? random.nextInt() : -1 - random.nextInt(length + 3);
    }

    void play() throws Exception {
      try {
        wire.connect(client, server);
        while (!client.hasAll() || !server.hasAll()) {
          check(client.aborted == null, "the client was aborted: " + client.aborted);
          check(server.aborted == null, "the server was aborted: " + server.aborted);
          check(wire.now() < longest(), "it takes too long");
          check(wire.framesSent() < mostFrames(), "it takes too many segments");
          boolean reads = client.readsMore() | server.readsMore();
          wire.step(reads ? wire.now() + READS_EVERY : longest());
        }
      } catch (AssertionError e) {
        throw new AssertionError(
            "seed %d: %s%nclient %s; server %s; MTU %d; %s%n%s"
                .formatted(seed, e.getMessage(), client, server, mtu, faults, wire),
            e);
      }
    }

    /** How likely a frame arrives as it was sent. */
    private double arrives() {
      return 1 - faults.loss() - faults.corrupt() - faults.truncate();
    }

    private int segments() {
      int text = mtu - 40;
      return (up + text - 1) / text + (down + text - 1) / text;
    }

    /**
     * As many as it takes for a segment and its acknowledgment to arrive, and as many again; and
     * the handshake and the end.
     */
    private double mostFrames() {
      return 30 + 2 * (1 + 1 / (arrives() * arrives())) * segments();
    }

    /**
     * A round trip for each segment. If something is lost, also time-outs: from 12 % on they may
     * come one after the other, each twice as long.
     */
    private long longest() {
      long timeouts = arrives() == 1 ? 1 : arrives() > 0.88 ? 30 : 900;
      return timeouts * LossyWire.SECOND + 2 * faults.delayNanos() * (segments() + 20);
    }

    private static void check(boolean holds, String otherwise) {
      if (!holds) {
        throw new AssertionError(otherwise);
      }
    }
  }
}
