package cohorts

// lots is a pointer to something that has a lot: 64 random bits, so that ties
// are as rare as equal words.
type lots[T any] interface {
	*T
	lot() uint64
}

// keepFirst brings the n lowest lots to the front, in no order, by
// quickselect.
func keepFirst[T any, P lots[T]](of []T, n int) {
	lo, hi := 0, len(of)
	for n > lo && n < hi {
		pivot := P(&of[lo+(hi-lo)/2]).lot()
		i, j := lo, hi-1
		for i <= j {
			for P(&of[i]).lot() < pivot {
				i++
			}
			for P(&of[j]).lot() > pivot {
				j--
			}
			if i <= j {
				of[i], of[j] = of[j], of[i]
				i++
				j--
			}
		}
		switch {
		case n <= j:
			hi = j + 1
		case n >= i:
			lo = i
		default:
			return
		}
	}
}
