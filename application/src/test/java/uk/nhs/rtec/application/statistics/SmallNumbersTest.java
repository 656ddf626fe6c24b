package uk.nhs.rtec.application.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SmallNumbersTest {

    @ParameterizedTest(name = "{0} is told as {1}: {2}")
    @CsvSource(textBlock = """
            0 0 0           | 0 0 0           | nobody is told of
            5 9 40          | 5 9 40          | five are enough
            3 9 40          | - - 40          | one alone would follow from the sum
            3 40 9          | - 40 -          | whatever their order
            3 4 40          | - - 40          | two, of seven people
            1 1 40 50       | - - - 50        | of two people in two, there is one in each
            1 1 1 1 1 40    | - - - - - -     | so there is of five in five
            1 1 1 1 2 40    | - - - - - 40    | but of six in five there may be two in any
            4 4 4 6 100     | - - - - 100     | of twelve people in three, there are four in each
            4 4 4 100       | - - - -         | so that whatever is next is hidden too
            4 4 40 50       | - - - 50        | so there are of eight in two
            3 4 4 6 100     | - - - 6 100     | but of eleven in three there may be three in any
            4 0 40          | - 0 -           | those of nobody come after all others
            4 5 40          | - - 40          | nine: 4 and 5, or 5 and 4, or 2 and 7
            4 0 0           | - - -           | when there is no other
            3               | -               | and nothing hides one row without others
            3 3             | - -             | or all of them
            """, delimiter = '|')
    void whatIsTooSmallIsNotToldAndDoesNotFollowFromTheRest(String counts, String told, String remark) {
        String[] numbers = counts.split(" ", -1);
        Map<Integer, Long> rows = new TreeMap<>();
        IntStream.range(0, numbers.length).forEach(row -> rows.put(row, Long.valueOf(numbers[row])));

        var hidden = SmallNumbers.hidden(rows);

        assertThat(rows.entrySet().stream()
                        .map(row -> hidden.contains(row.getKey())
                                ? "-"
                                : row.getValue().toString())
                        .collect(Collectors.joining(" ")))
                .as(remark)
                .isEqualTo(told);
    }
}
