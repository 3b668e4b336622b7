//! Which nodes depend on which, and an order in which each comes after what it depends on.

use std::collections::HashMap;

/// The order of evaluation, or every circle.
pub(super) fn order(dependencies: &[Vec<usize>]) -> Result<Vec<usize>, Vec<Vec<usize>>> {
    let mut waiting: Vec<usize> = dependencies.iter().map(Vec::len).collect();
    let mut dependants = vec![Vec::new(); dependencies.len()];
    for (node, needs) in dependencies.iter().enumerate() {
        for need in needs {
            dependants[*need].push(node);
        }
    }
    let mut order: Vec<usize> = (0..dependencies.len()).filter(|node| waiting[*node] == 0).collect();
    let mut next = 0;
    while let Some(done) = order.get(next).copied() {
        next += 1;
        for dependant in &dependants[done] {
            waiting[*dependant] -= 1;
            if waiting[*dependant] == 0 {
                order.push(*dependant);
            }
        }
    }
    if order.len() == dependencies.len() { Ok(order) } else { Err(circles(dependencies, &mut waiting)) }
}

/// The circles among the nodes that still wait. What only depends on a circle is none.
fn circles(dependencies: &[Vec<usize>], waiting: &mut [usize]) -> Vec<Vec<usize>> {
    let mut circles = Vec::new();
    for start in 0..dependencies.len() {
        let mut walk: Vec<usize> = Vec::new();
        let mut steps: HashMap<usize, usize> = HashMap::new();
        let mut node = start;
        while waiting[node] > 0 {
            if let Some(first) = steps.insert(node, walk.len()) {
                circles.push(walk[first..].to_vec());
                break;
            }
            walk.push(node);
            // Something that waits always waits for something that waits.
            match dependencies[node].iter().find(|need| waiting[**need] > 0) {
                Some(need) => node = *need,
                None => break,
            }
        }
        for node in walk {
            waiting[node] = 0;
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_comes_after_what_it_needs() {
        let order = order(&[vec![2], vec![0], vec![]]).unwrap();
        assert_eq!(order, [2, 0, 1]);
    }

    #[test]
    fn every_circle_is_named_and_nothing_else() {
        // 0 ↔ 1, 2 alone, 3 → itself, 4 only needs the first circle.
        let circles = order(&[vec![1], vec![0], vec![], vec![3], vec![0]]).unwrap_err();
        assert_eq!(circles, [vec![0, 1], vec![3]]);
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let chain: Vec<Vec<usize>> = (0..100_000_usize).map(|node| node.checked_sub(1).into_iter().collect()).collect();
        assert_eq!(order(&chain).unwrap().len(), 100_000);
    }
}
