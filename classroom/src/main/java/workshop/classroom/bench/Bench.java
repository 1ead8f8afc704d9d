package workshop.classroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import workshop.classroom.machine.Answer;
import workshop.classroom.machine.Start;

/**
 * The inner half of {@code ./workshop bench}: in a network namespace of its own, it starts a server
 * for each stack and one on the kernel's own TCP, and loads one after the other, round by round.
 *
 * <p>Its standard input ends when the outer half ends; then it ends, too.
 */
public final class Bench {
  private static final double LONGEST_WARM_UP = 2.5;
  private static final double WARM_UP = 0.5;
  private static final String KERNEL = "kernel";

  private final Plan plan;
  private final List<Server> servers = new ArrayList<>();
  private final List<Figures> figures = new ArrayList<>();

  private Bench(Plan plan) {
    this.plan = plan;
  }

  /** The word is the file with the {@link Plan}. */
  public static void main(String[] words) {
    Thread outerHalf = new Thread(Bench::endWithOuterHalf);
    outerHalf.setDaemon(true);
    outerHalf.start();
    Start.main(
        () -> {
          Bench bench = new Bench(Plan.read(Path.of(words[0])));
          Runtime.getRuntime().addShutdownHook(new Thread(bench::end));
          return bench.run();
        });
  }

  private static void endWithOuterHalf() {
    try {
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      // It is gone all the same.
    }
    System.exit(143);
  }

  private int run() throws IOException {
    Answer.of("ip", "link", "set", "lo", "up");
    // So that a port can be used again at once; where it may not be set, there are enough for a
    // bit.
    Answer.of("sysctl", "-qw", "net.ipv4.tcp_max_tw_buckets=0");
    Answer.of("sysctl", "-qw", "net.ipv4.ip_local_port_range=10000 65535");
    for (int i = 0; i < plan.names().size(); i++) {
      add(Server.stack(plan.names().get(i), plan.commands().get(i), i + 1));
    }
    Server kernel = Server.kernel(KERNEL);
    if (kernel == null) {
      System.out.println(
          "(No second namespace is possible here, so the kernel's own TCP is left out.)");
    } else {
      add(kernel);
    }
    for (int round = 0; round < plan.rounds(); round++) {
      System.out.printf("round %d of %d ...%n", round + 1, plan.rounds());
      for (Mode mode : plan.modes()) {
        for (Server server : List.copyOf(servers)) {
          measure(
              server, mode, round == 0 ? Math.min(LONGEST_WARM_UP, 2 * plan.seconds()) : WARM_UP);
        }
      }
    }
    print();
    if (!plan.json().isEmpty()) {
      String all = String.join(",\n", figures.stream().map(Figures::json).toList());
      Files.writeString(Path.of(plan.json()), "[" + all + "]\n");
    }
    return 0;
  }

  private synchronized void add(Server server) {
    servers.add(server);
  }

  private synchronized void end() {
    servers.forEach(Server::end);
  }

  private void measure(Server server, Mode mode, double warmUp) throws IOException {
    List<Server.Cpu> cpu = new ArrayList<>();
    Load.Done done =
        mode.load(server.address).run(warmUp, plan.seconds(), () -> cpu.add(server.cpu()));
    of(server.name, mode).add(done, cpu.get(1).minus(cpu.get(0)));
  }

  private Figures of(String server, Mode mode) {
    for (Figures one : figures) {
      if (one.server.equals(server) && one.mode == mode) {
        return one;
      }
    }
    Figures first = new Figures(server, mode);
    figures.add(first);
    return first;
  }

  private void print() {
    Server last = servers.get(servers.size() - 1);
    System.out.printf(
        "%n%-8s %-9s %10s %-13s %7s %8s %8s %11s%n",
        "mode", "server", "median", "", "/ " + last.name, "p50 us", "p99 us", "CPU usr+sys");
    for (Mode mode : plan.modes()) {
      for (Server server : servers) {
        Figures one = of(server.name, mode);
        System.out.println(
            String.format(
                    Locale.ROOT,
                    "%-8s %-9s %10.0f %-13s %7.2f %8s %8s %5.1f+%.1f",
                    mode.word,
                    server.name,
                    one.median(Figures.Figure::value),
                    mode.unit(),
                    one.ratio(of(last.name, mode)),
                    micros(one.median(Figures.Figure::median)),
                    micros(one.median(Figures.Figure::slow)),
                    one.median(Figures.Figure::user),
                    one.median(Figures.Figure::system))
                .stripTrailing());
      }
    }
    System.out.println("CPU of the server: seconds for a gigabyte, or for a million requests.");
    System.out.println("Every byte that came back was right. docs/bench.md explains this table.");
  }

  private static String micros(double micros) {
    return micros == 0 ? "" : String.format(Locale.ROOT, "%.0f", micros);
  }
}
