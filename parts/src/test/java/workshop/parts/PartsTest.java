package workshop.parts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import workshop.shared.MalformedException;
import workshop.tcp.TcpSegment;
import workshop.testkit.Frames;
import workshop.testkit.Hex;
import workshop.testkit.TcpFields;

/** A fast wrong answer is worth nothing. How fast they are, no test says. */
class PartsTest {
  @Test
  void checksum() {
    byte[] bytes = Samples.bytes(ChecksumBenchmark.SIZE);
    assertThat(new ChecksumBenchmark().checksum(), is(Frames.checksum(bytes)));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 1460})
  void parse(int size) throws MalformedException {
    ParseBenchmark benchmark = new ParseBenchmark();
    benchmark.size = size;
    benchmark.makeFrame();
    TcpSegment segment = benchmark.parse();
    assertThat(segment.sourcePort(), is(Frames.CLIENT_PORT));
    assertThat(segment.destinationPort(), is(Frames.PORT));
    assertThat(Hex.bytes(segment.payload()), is(Samples.bytes(size)));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 1460})
  void echo(int size) throws IOException {
    EchoBenchmark benchmark = new EchoBenchmark();
    benchmark.size = size;
    benchmark.connect();
    for (int i = 0; i < 100; i++) {
      TcpFields echo = Frames.read(benchmark.echo()).tcp();
      assertThat(echo.payload(), is(Samples.bytes(size)));
      assertThat(echo.checksumOk(), is(true));
    }
  }

  /** Each benchmark once, in this JVM. */
  @Test
  void jmhRunsAll() throws RunnerException {
    Options options =
        new OptionsBuilder()
            .mode(Mode.SingleShotTime)
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    List<String> names =
        new Runner(options).run().stream().map(result -> name(result.getParams())).toList();
    assertThat(
        names, containsInAnyOrder("checksum", "parse 64", "parse 1460", "echo 64", "echo 1460"));
  }

  private static String name(BenchmarkParams run) {
    String method = run.getBenchmark().replaceAll(".*\\.", "");
    return run.getParamsKeys().isEmpty() ? method : method + " " + run.getParam("size");
  }
}
