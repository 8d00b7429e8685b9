//! How a word stands to its verb, by the preposition before it or glued to it.

use super::{Reader, Role};

impl Reader<'_, '_> {
    /// The role that a token's own preposition gives, glued or standing by itself. `التقى بالرئيس المصري`, `أشاد بفلان`:
    /// nobody is in a person.
    pub(crate) fn role_at(&self, token: usize) -> Option<Role> {
        if self.in_a_person(token) {
            return Some(Role::To);
        }
        self.own_role(token)
    }

    /// Whether a letter of place is glued to somebody's title or name (`بالرئيس`).
    pub(crate) fn in_a_person(&self, token: usize) -> bool {
        let somebody = || self.titled(token) || self.names_person(token);
        self.page.hit(token, self.preposition).is_none()
            && self.own_role(token) == Some(Role::In)
            && somebody()
    }

    fn own_role(&self, token: usize) -> Option<Role> {
        // `المفتشون التابعون للوكالة`: whose they are.
        let belongs = token
            .checked_sub(1)
            .and_then(|t| self.page.hit(t, self.belonging));
        if belongs.is_some() {
            return Some(Role::Of);
        }
        if let Some(hit) = self.page.hit(token, self.preposition) {
            return self.page.entry(hit).text("role").map(Role::named);
        }
        let hits = self.page.hits(token);
        if hits.is_empty() || !hits.iter().all(|h| h.glued.preposition) {
            return None;
        }
        let word = self.page.folded(token);
        let clitics = &self.page.pack.grammar.clitics;
        let bare = clitics
            .conjunctions
            .iter()
            .find_map(|c| word.strip_prefix(c.as_str()))
            .filter(|_| hits.iter().all(|h| h.glued.conjunction))
            .unwrap_or(word);
        let glued = self.glued.iter().find(|(letter, _)| bare.starts_with(letter));
        glued.map(|(_, role)| *role)
    }
}
